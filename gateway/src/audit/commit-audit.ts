import { type AuditLog, AuditUnavailable, type Receipt, type SharedDeadlines } from '@hearthgate/audit-log';
import { Refusal } from '../errors.ts';
import type { ReportFault } from '../fault-outcome.ts';
import { limits } from '../limits.ts';
import type { CodedOutcome } from '../outcome.ts';
import { refusalOutcome } from '../refusal-outcome.ts';
import type { CountedRefusals } from './counted-refusals.ts';
import type { OutcomeRecord } from './outcome-record.ts';
import { withReceipt } from './with-receipt.ts';

declare const committed: unique symbol;

/** An outcome that the audit log holds. Only `commitAudit` makes one, and nothing else is sent. */
export interface CommittedOutcome extends CodedOutcome {
  readonly [committed]: true;
  /** Of an outcome that has a leaf of its own. */
  readonly receipt: Receipt | undefined;
}

export interface AuditCommitting {
  readonly log: AuditLog;
  readonly refusals: CountedRefusals;
  readonly deadlines: SharedDeadlines;
  readonly requestDeadlineMs: number;
  readonly reportFault: ReportFault;
}

/** Refusals of floods: a leaf each would let whoever is refused fill the log. */
const countedCodes: ReadonlySet<string> = new Set(['RATE_LIMITED', 'SUBJECT_BUDGET_EXHAUSTED', 'OVERLOADED']);

/**
 * The only way on for an outcome: it comes back once the log holds it for good, with its receipt; refusals of unknown
 * callers and of floods once they are counted. Where the log cannot commit in time, what comes back is
 * `AUDIT_UNAVAILABLE` and nothing of the outcome.
 *
 * What the request changes is kept once the leaf that tells of it is in the log, and before the answer. Where it cannot be
 * kept, the caller is told so by `AUDIT_UNAVAILABLE`, and the log says too much.
 *
 * In time is the request's deadline; a request that agencies kept waiting has `minAuditCommitMs` in any case.
 */
export async function commitAudit(
  outcome: CodedOutcome,
  record: OutcomeRecord,
  options: AuditCommitting,
): Promise<CommittedOutcome> {
  const entry = record.entry(outcome);
  if (!entry || countedCodes.has(outcome.code)) {
    options.refusals.count(record.caller, outcome.code);
    return asCommitted(outcome);
  }
  const leftMs = record.startedAt.getTime() + options.requestDeadlineMs - Date.now();
  try {
    const deadline = options.deadlines.after(Math.max(leftMs, limits.minAuditCommitMs));
    const receipt = await options.log.commit(entry, deadline);
    if (outcome.code === 'ANSWERED') await record.pending?.keep();
    // The contract's receipts are of what was decided; a 503 says only that it was not.
    if (outcome.status === 503 || typeof outcome.body !== 'string') return asCommitted(outcome, receipt);
    return asCommitted({ ...outcome, body: withReceipt(outcome.body, receipt) }, receipt);
  } catch (error) {
    const unavailable = new Refusal(
      'AUDIT_UNAVAILABLE',
      'the audit log cannot be written, and nothing is answered without it: try again',
      { headers: { 'retry-after': '1' }, cause: error },
    );
    // Once the log is back, a leaf says for how long it was not: why agencies have records of what it lacks.
    options.refusals.count(record.caller, 'AUDIT_UNAVAILABLE');
    if (!(error instanceof AuditUnavailable)) options.reportFault(error, record.traceId);
    return asCommitted(refusalOutcome(unavailable));
  }
}

function asCommitted({ code, status, headers, body }: CodedOutcome, receipt?: Receipt): CommittedOutcome {
  const outcome: Omit<CommittedOutcome, typeof committed> = { code, status, headers, body, receipt };
  return outcome as CommittedOutcome;
}
