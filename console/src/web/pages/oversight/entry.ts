import type { FragmentOf, ResultOf } from 'gql.tada';
import { auditGraphql } from '../../shell/api/audit-graphql.ts';

/** What a table of accesses shows of each. */
export const entryFragment = auditGraphql(`
  fragment Entry on AuditEntry @_unmask {
    index leafHash leaf time recordedAt kind outcome client role location purpose fields subjectCount
  }
`);

export type EntryFragment = FragmentOf<typeof entryFragment>;

/** One access, as a table shows it. */
export type Entry = ResultOf<typeof entryFragment>;
