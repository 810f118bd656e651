import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { ResultOf } from 'gql.tada';
import { askAudit } from '../../shell/api/ask-audit.ts';
import { auditGraphql } from '../../shell/api/audit-graphql.ts';

export const STATES = ['OPEN', 'EXPLAINED', 'ESCALATED'] as const;
export type State = (typeof STATES)[number];

const findingFragment = auditGraphql(`
  fragment Finding on Unusual @_unmask {
    id rule client purpose locations begins ends count usual evidence leaves raisedAt state
    reviews { state note officer at }
  }
`);

const document = auditGraphql(
  `query Unusual($state: UnusualState, $after: String) {
    unusual(state: $state, first: 20, after: $after) { open explained escalated next findings { ...Finding } }
  }`,
  [findingFragment],
);

const reviewDocument = auditGraphql(
  `mutation Review($id: ID!, $state: UnusualState!, $note: String!) {
    reviewUnusual(id: $id, state: $state, note: $note) { ...Finding }
  }`,
  [findingFragment],
);

export type Finding = ResultOf<typeof findingFragment>;

/** A page of what was found, in one state or all. */
export function unusualQuery(state: State | undefined, after: string | undefined) {
  return queryOptions({
    queryKey: ['audit', 'unusual', state ?? 'ALL', after ?? ''],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      (await askAudit(document, { state: state ?? null, after: after ?? null }, { signal })).unusual,
  });
}

export interface Review {
  readonly id: string;
  readonly state: State;
  readonly note: string;
}

/** Adds what an officer made of it. */
export async function reviewUnusual(review: Review): Promise<Finding | null> {
  return (await askAudit(reviewDocument, review)).reviewUnusual;
}
