import { type AgencyName, PURPOSES, ROLES } from '@hearthgate/schema';
import { PolicyError } from './policy-error.ts';
import { PolicySet } from './policy-set.ts';

/**
 * Throws `PolicyError` for a policy of an agreement that decides no question at all: one about another agency's source,
 * or about `read`, which agreements are not asked, or under a condition that cannot be met. Were it a forbid, its
 * agency would believe that it withholds what it goes on sharing. Found by trying all questions that there are.
 */
export function refuseIdlePolicies(
  agency: AgencyName,
  source: string,
  schemaText: string,
  agreement: PolicySet,
): void {
  for (const policy of agreement.policies) {
    if (!decidesSomething(agency, new PolicySet(source, schemaText, [policy]))) {
      throw new PolicyError(
        source,
        `policy ${policy.id} would decide nothing: an agreement is about Action::"share" and Source::"${agency}"`,
      );
    }
  }
}

function decidesSomething(agency: AgencyName, alone: PolicySet): boolean {
  return ROLES.some((role) =>
    PURPOSES.some((purpose) =>
      (['bearer', 'dpop'] as const).some((assurance) => {
        const question = { role, purpose, assurance, action: 'share', resource: agency } as const;
        return alone.decide(question).policies.length > 0;
      }),
    ),
  );
}
