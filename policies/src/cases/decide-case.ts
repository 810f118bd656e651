import type { GraphQLSchema } from 'graphql';
import type { PolicyDecision } from '../cedar/policy-set.ts';
import type { Policies } from '../compile-policies.ts';
import { maskFields } from '../mask-fields.ts';
import { permitsSharing } from '../permits-sharing.ts';
import { SOLE_SOURCE_OF_FIELD } from '../view-fields.ts';
import type { CaseFacts } from './policy-case.ts';

/**
 * What becomes of one question, and which policies decide it. A field is asked of the mask, as a request asks it; its
 * deciding policies are those of the base and of the agreement that alone feeds it.
 */
export function decideCase(policies: Policies, schema: GraphQLSchema, facts: CaseFacts): PolicyDecision {
  if ('source' in facts) {
    return permitsSharing(policies.agreements[facts.source], { ...facts, agency: facts.source });
  }
  const { field } = facts;
  const { role, purpose, assurance } = facts;
  const mask = maskFields(policies, schema, { role, purpose, assurance });
  if (!mask?.fields.has(field)) return { permitted: false, policies: mask?.refusals.get(field) ?? [] };
  const source = SOLE_SOURCE_OF_FIELD[field];
  const sharing = source && permitsSharing(policies.agreements[source], { ...facts, agency: source });
  const base = policies.base.decide({ ...facts, action: 'read', resource: field });
  return { permitted: true, policies: [...base.policies, ...(sharing?.policies ?? [])] };
}
