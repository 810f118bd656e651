import { AccessTokenError } from '@hearthgate/access-token';
import { OperatorRefused } from '../errors.ts';

/** An answer, whole, before a byte of it is sent. */
export interface OperatorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
}

/** Why a request is not answered, as a GraphQL error over HTTP. A fault is reported, and shown without detail. */
export function refusedAnswer(error: unknown, reportFault: (error: unknown) => void): OperatorAnswer {
  const { code, message, httpStatus, headers, extensions } = asRefused(error, reportFault);
  return {
    status: httpStatus,
    headers,
    body: { errors: [{ message, extensions: { ...extensions, code } }] },
  };
}

function asRefused(error: unknown, reportFault: (error: unknown) => void): OperatorRefused {
  if (error instanceof OperatorRefused) return error;
  // The shared verification's errors become this endpoint's here and nowhere else: same code, message and headers.
  if (error instanceof AccessTokenError) {
    return new OperatorRefused(error.code, error.message, { headers: error.headers });
  }
  reportFault(error);
  return new OperatorRefused('INTERNAL', 'internal error');
}
