import { Refusal } from './errors.ts';
import type { CodedOutcome } from './outcome.ts';
import { refusalOutcome } from './refusal-outcome.ts';

/** Takes what is not meant for a caller, with the id that the caller is given instead. */
export type ReportFault = (error: unknown, traceId?: string) => void;

/** What a stage threw, as an outcome: a refusal as it stands; anything else is reported and shown without detail. */
export function faultOutcome(
  error: unknown,
  { traceId }: { readonly traceId: string },
  reportFault: ReportFault,
): CodedOutcome {
  return refusalOutcome(error instanceof Refusal ? error : internalRefusal(error, traceId, reportFault));
}

/** What a caller is shown of a fault: the id by which it is found in the gateway's output. */
export function internalRefusal(error: unknown, traceId: string, reportFault: ReportFault): Refusal {
  reportFault(error, traceId);
  return new Refusal('INTERNAL', 'internal error', { extensions: { traceId }, cause: error });
}
