import type { AgencyName, Purpose, Role } from '@hearthgate/schema';
import type { Assurance, PolicyDecision, PolicySet } from './cedar/policy-set.ts';

export interface SharingQuestion {
  readonly agency: AgencyName;
  readonly role: Role;
  readonly purpose: Purpose;
  readonly assurance: Assurance;
}

/** Whether an agency's agreement lets its assertions go to a role for a purpose, and which policies decide that. */
export function permitsSharing(
  agreement: PolicySet,
  { agency, ...question }: SharingQuestion,
): PolicyDecision {
  return agreement.decide({ ...question, action: 'share', resource: agency });
}
