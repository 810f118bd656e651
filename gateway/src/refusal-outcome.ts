import { Refusal } from './errors.ts';
import type { Outcome } from './send-answer.ts';

/** A refusal, or a fault, as a GraphQL error over HTTP. A fault is reported and shown without detail. */
export function refusalOutcome(error: unknown, reportFault: (error: unknown) => void): Outcome {
  const refusal =
    error instanceof Refusal ? error : new Refusal('INTERNAL', 'internal error', { cause: error });
  if (refusal.code === 'INTERNAL') reportFault(error);
  return {
    status: refusal.httpStatus,
    headers: { 'content-type': 'application/json; charset=utf-8', ...refusal.headers },
    body: JSON.stringify({
      errors: [{ message: refusal.message, extensions: { ...refusal.extensions, code: refusal.code } }],
    }),
  };
}
