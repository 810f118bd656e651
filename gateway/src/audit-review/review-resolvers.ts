import type { AuditLog, LogEntry, LogPage } from '@hearthgate/audit-log';
import { Refusal } from '../errors.ts';
import { limits } from '../limits.ts';
import type { ReviewContext } from './make-review-apollo.ts';
import { type AuditFilterInput, readFilter } from './read-filter.ts';
import { readReason } from './read-reason.ts';

interface Paging {
  readonly first: number;
  readonly after?: string | null;
}

interface Filtered extends Paging {
  readonly filter?: AuditFilterInput | null;
}

interface WhoSaw extends Paging {
  readonly studentNumber: string;
  readonly reason: string;
}

/** The root fields of schema/audit.graphql. Each tells the record what is asked before it asks the log. */
export function reviewResolvers(log: AuditLog) {
  const page =
    (operation: 'search' | 'export') =>
    async (_root: unknown, { filter: input, ...paging }: Filtered, { record }: ReviewContext) => {
      const { filter, logged } = readFilter(input);
      record.ask({ operation, filter: logged, studentNumbers: [] });
      const read = await log[operation]({ ...filter, ...readPaging(paging) });
      record.show(read.entries.length);
      return shownPage(read);
    };
  return {
    search: page('search'),
    export: page('export'),
    whoSaw: async (
      _root: unknown,
      { studentNumber, reason: given, ...paging }: WhoSaw,
      { record }: ReviewContext,
    ) => {
      const reason = readReason(given);
      record.ask({ operation: 'whoSaw', filter: {}, reason, studentNumbers: [studentNumber] });
      const { entries, next, erasedKeys } = await log.whoSaw({ studentNumber, ...readPaging(paging) });
      record.show(entries.length);
      return {
        accesses: entries.map((sighting) => ({
          entry: shownEntry(sighting),
          disclosed: sighting.disclosed,
        })),
        next,
        erasedKeyVersions: erasedKeys,
      };
    },
    proof: async (_root: unknown, { index }: { readonly index: number }, { record }: ReviewContext) => {
      record.ask({ operation: 'proof', filter: { index: String(index) }, studentNumbers: [] });
      const [entry, proof] = await Promise.all([log.entry(index), log.prove(index)]);
      if (!entry || proof === undefined) return null;
      record.show(1);
      return { entry: shownEntry(entry), proof, verifierKeys: log.verifierKeys() };
    },
  };
}

function readPaging({ first, after }: Paging): { limit: number; after?: string } {
  if (first < 1 || first > limits.maxEntriesPerPage) {
    throw new Refusal('BAD_USER_INPUT', `first is 1 to ${String(limits.maxEntriesPerPage)}`);
  }
  return { limit: first, ...(typeof after === 'string' && { after }) };
}

function shownPage({ entries, next }: LogPage) {
  return { entries: entries.map(shownEntry), next };
}

function shownEntry(entry: LogEntry) {
  return { ...entry, time: entry.time.toISOString(), recordedAt: entry.recordedAt.toISOString() };
}
