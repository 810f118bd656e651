import { z } from 'zod';
import { agencyRecords } from './agency-records.ts';
import type { AuditLogClient } from './audit-log-client.ts';
import {
  type Comparison,
  compareSides,
  type Gap,
  type LoggedCall,
  type RecordedCall,
} from './compare-sides.ts';
import type { Officer } from './find-officer.ts';

export interface ReconcileOptions {
  readonly log: AuditLogClient;
  readonly officer: Officer;
  readonly agencyUrls: Readonly<Record<string, string>>;
  readonly from: string;
  readonly to: string;
  readonly signal: AbortSignal;
  /** What is being read, and how much of it was until now. */
  readonly onProgress: (what: string, count: number) => void;
}

/** How far clocks may differ, and how long after its calls a request may be logged. */
const marginMs = 300_000;

/** How long before a start a killed gateway may have asked without having logged. */
const beforeStartMs = 120_000;

/** How long before its outcome could not be logged a request may have asked. */
const beforeOutcomeMs = 60_000;

const leafSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('REQUEST'),
    time: z.string(),
    agencies: z.array(z.object({ agency: z.string(), txn: z.string(), answered: z.boolean() })),
  }),
  z.object({
    kind: z.literal('REFUSALS'),
    from: z.string(),
    to: z.string(),
    counts: z.record(z.string(), z.number()),
  }),
  z.object({ kind: z.literal('START'), time: z.string() }),
  z.object({ kind: z.literal('REVIEW') }),
]);

/**
 * Holds the audit log against the access records of all agencies over a time range.
 *
 * Finds calls that one side has and the other lacks. Does not find what both sides lack, nor check that the log is what
 * it was (`audit verify`). Errors: those of `askOfficially`, also where a single agency does not answer: half a
 * comparison would read as a whole one.
 */
export async function reconcile(options: ReconcileOptions): Promise<Comparison> {
  const { officer, agencyUrls, from, to, signal, onProgress } = options;
  const around = { from: shifted(from, -marginMs), to: shifted(to, marginMs) };
  const recorded: RecordedCall[] = [];
  for (const [agency, agencyUrl] of Object.entries(agencyUrls)) {
    const token = officer.tokenFor(agencyUrl);
    for await (const page of agencyRecords({ agencyUrl, token, ...around, signal })) {
      // Records from before gateways named their requests can be joined with nothing.
      for (const { txn, time } of page) if (txn !== null) recorded.push({ agency, txn, time });
      onProgress('access records', recorded.length);
    }
  }
  const { logged, gaps } = await readLog(options, around);
  return compareSides({ logged, gaps, recorded, from, to });
}

async function readLog(
  { log, onProgress }: ReconcileOptions,
  range: { readonly from: string; readonly to: string },
): Promise<{ logged: LoggedCall[]; gaps: Gap[] }> {
  const logged: LoggedCall[] = [];
  const gaps: Gap[] = [];
  let leaves = 0;
  for await (const page of log.export(range)) {
    for (const { index, leaf: text } of page) {
      const leaf = leafSchema.parse(JSON.parse(text));
      if (leaf.kind === 'REQUEST') {
        const { time } = leaf;
        logged.push(
          ...leaf.agencies.map(({ agency, txn, answered }) => ({ agency, txn, time, index, answered })),
        );
      }
      if (leaf.kind === 'START') {
        gaps.push({ from: shifted(leaf.time, -beforeStartMs), to: leaf.time, why: 'GATEWAY_RESTARTED' });
      }
      if (leaf.kind === 'REFUSALS' && (leaf.counts['AUDIT_UNAVAILABLE'] ?? 0) > 0) {
        gaps.push({ from: shifted(leaf.from, -beforeOutcomeMs), to: leaf.to, why: 'LOG_UNAVAILABLE' });
      }
    }
    leaves += page.length;
    onProgress('leaves', leaves);
  }
  return { logged, gaps };
}

function shifted(instant: string, byMs: number): string {
  return new Date(Date.parse(instant) + byMs).toISOString();
}
