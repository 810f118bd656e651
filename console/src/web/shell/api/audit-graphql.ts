import { initGraphQLTada } from 'gql.tada';
import type { introspection } from './audit-introspection.ts';

export type { ResultOf, VariablesOf } from 'gql.tada';

/** Writes a typed document for `askAudit`: `auditGraphql('query { … }')`, held to schema/audit.graphql by the compiler. */
export const auditGraphql = initGraphQLTada<{
  introspection: introspection;
  scalars: { DateTime: string; StudentNumber: string; LeafIndex: number; Count: number };
}>();
