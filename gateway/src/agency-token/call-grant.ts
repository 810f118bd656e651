import type { EvidencePlan } from '@hearthgate/policies';
import type { AgencyName, AgencyTokenClaims, AgencyTokenRequester } from '@hearthgate/schema';
import { plannedFields } from './planned-fields.ts';
import type { RequestAuthority } from './request-authority.ts';

/** What one call to one agency may do, and on whose behalf: what its token will say. */
export interface CallGrant extends Pick<AgencyTokenClaims, 'purpose' | 'fields' | 'policy_hash' | 'roll'> {
  /** All refs of the call (student numbers for enrollment) as they stand in it, repeats kept. */
  readonly refs: readonly string[];
  /** In the order of the refs. */
  readonly requesters: readonly AgencyTokenRequester[];
}

export interface CallGrantOptions {
  readonly agency: AgencyName;
  readonly authority: RequestAuthority;
  readonly plan: EvidencePlan;
  /** Of the call: each argument that is a list holds refs, or student numbers. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What one call of one request may do. The fields are the plan's, whatever the call's query says; the refs are the call's own. */
export function callGrant({ agency, authority, plan, variables }: CallGrantOptions): CallGrant {
  const { purpose, policyHash, roll } = authority;
  const refs = Object.values(variables)
    .flat()
    .filter((value) => typeof value === 'string');
  return {
    purpose,
    fields: plannedFields(plan, agency),
    policy_hash: policyHash,
    ...(agency === 'enrollment' && roll !== undefined && { roll }),
    refs,
    requesters: [{ ...authority.requesterAt(agency), refCount: refs.length }],
  };
}
