import { initGraphQLTada } from 'gql.tada';
import type { introspection } from './operator-introspection.ts';

export type { ResultOf, VariablesOf } from 'gql.tada';

/** Writes a typed document for `askAgency`: `agencyGraphql('query { … }')`, held to schema/operator.graphql by the compiler. */
export const agencyGraphql = initGraphQLTada<{
  introspection: introspection;
  scalars: { Date: string; DateTime: string };
}>();
