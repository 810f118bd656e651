import type { ResultOf } from 'gql.tada';
import { askAudit } from '../../shell/api/ask-audit.ts';
import { auditGraphql } from '../../shell/api/audit-graphql.ts';
import { entryFragment } from '../oversight/entry.ts';

const document = auditGraphql(
  `query WhoSaw($studentNumber: StudentNumber!, $reason: String!, $after: String) {
    whoSaw(studentNumber: $studentNumber, reason: $reason, first: 100, after: $after) {
      accesses { disclosed entry { ...Entry } } next erasedKeyVersions
    }
  }`,
  [entryFragment],
);

export interface WhoSawQuestion {
  readonly studentNumber: string;
  readonly reason: string;
}

export type WhoSawAnswer = ResultOf<typeof document>['whoSaw'];

/** Who asked about a student. Not a query of the page's memory: nothing of it outlives the form that asked. */
export async function askWhoSaw(question: WhoSawQuestion, after: string | null): Promise<WhoSawAnswer> {
  return (await askAudit(document, { ...question, after })).whoSaw;
}
