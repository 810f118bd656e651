import {
  type AuditLog,
  AuditUnavailable,
  type Finding,
  type FindingState,
  type LogReview,
  type Overview,
} from '@hearthgate/audit-log';
import type { ReviewContext } from './make-review-apollo.ts';
import { readReason } from './read-reason.ts';

interface Range {
  readonly from: string;
  readonly to: string;
}

interface UnusualArguments {
  readonly state?: FindingState | null;
  readonly first: number;
  readonly after?: string | null;
}

interface ReviewArguments {
  readonly id: string;
  readonly state: FindingState;
  readonly note: string;
}

/** The root fields of schema/audit.graphql that are derived from the log. Each tells the record what is asked first. */
export function oversightResolvers(log: Pick<AuditLog, 'checkpoint'>, review: LogReview) {
  return {
    Query: {
      overview: async (_root: unknown, { from, to }: Range, { record }: ReviewContext) => {
        const range = { from: new Date(from), to: new Date(to) };
        const filter = { from: range.from.toISOString(), to: range.to.toISOString() };
        record.ask({ operation: 'overview', filter, studentNumbers: [] });
        return shownOverview(await review.overview(range));
      },
      integrity: async (_root: unknown, _arguments: unknown, { record }: ReviewContext) => {
        record.ask({ operation: 'integrity', filter: {}, studentNumbers: [] });
        await signCheckpoint(log);
        return asText(await review.integrity());
      },
      unusual: async (
        _root: unknown,
        { state, first, after }: UnusualArguments,
        { record }: ReviewContext,
      ) => {
        record.ask({ operation: 'unusual', filter: state ? { state } : {}, studentNumbers: [] });
        const { findings, next, counts } = await review.unusual({
          limit: first,
          ...(state && { state }),
          ...(typeof after === 'string' && { after }),
        });
        record.show(findings.length);
        const { OPEN: open, EXPLAINED: explained, ESCALATED: escalated } = counts;
        return { findings: findings.map(shownFinding), next, open, explained, escalated };
      },
    },
    Mutation: {
      reviewUnusual: async (
        _root: unknown,
        { id, state, note: given }: ReviewArguments,
        { record }: ReviewContext,
      ) => {
        const note = readReason(given);
        const isId = /^[0-9a-f-]{36}$/.test(id);
        record.ask({
          operation: 'reviewUnusual',
          // Whatever else stands in its place stays out of the log.
          filter: { state, ...(isId && { finding: id }) },
          reason: note,
          studentNumbers: [],
        });
        const { officer, traceId } = record;
        const reviewed = await review.reviewUnusual({ id, state, note, officer, traceId });
        if (!reviewed) return null;
        record.change(reviewed);
        record.show(1);
        return shownFinding(reviewed.finding);
      },
    },
  };
}

/** So that the newest checkpoint is of the log as it is. One that is not signed, since the log does not hold, is told by the checks. */
async function signCheckpoint(log: Pick<AuditLog, 'checkpoint'>): Promise<void> {
  try {
    await log.checkpoint();
  } catch (error) {
    if (!(error instanceof AuditUnavailable)) throw error;
  }
}

function shownOverview({ total, ...overview }: Overview) {
  return asText({ ...overview, ...total });
}

function shownFinding(finding: Finding) {
  return asText(finding);
}

/** With each instant as the scalar `DateTime` has it. */
function asText(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(asText);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asText(member)]));
}
