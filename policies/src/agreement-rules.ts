import { type AgencyName, type Purpose, PURPOSES, type Role, ROLES } from '@hearthgate/schema';
import { effectOf } from './cedar/effect-of.ts';
import { type Assurance, PolicySet } from './cedar/policy-set.ts';
import type { PolicyText } from './compile-policies.ts';

/** A role and a purpose that a rule decides about, and by which assurance. */
export interface RuleCase {
  readonly role: Role;
  readonly purpose: Purpose;
  readonly assurances: readonly Assurance[];
}

/** One rule of an agreement, for people to read. */
export interface AgreementRule {
  readonly id: string;
  readonly effect: 'permit' | 'forbid';
  /** In the agency's own words. */
  readonly reason: string;
  /** Cedar. */
  readonly text: string;
  /** Every case that the rule by itself decides; whether it has the last word, the whole agreement says. */
  readonly cases: readonly RuleCase[];
}

const assurances = ['bearer', 'dpop'] as const satisfies Assurance[];

/**
 * The rules of an agency's agreement with what each is about: found by asking Cedar each rule alone about every role,
 * purpose and assurance that there is, so that no condition is read differently here than where it decides.
 */
export function agreementRules(
  agency: AgencyName,
  agreement: PolicySet,
  schema: PolicyText,
): readonly AgreementRule[] {
  return agreement.policies.map((policy) => {
    const alone = new PolicySet(policy.id, schema.text, [policy]);
    const decides = (role: Role, purpose: Purpose, assurance: Assurance): boolean =>
      alone.decide({ role, purpose, assurance, action: 'share', resource: agency }).policies.length > 0;
    const cases = ROLES.flatMap((role) =>
      PURPOSES.map((purpose) => ({
        role,
        purpose,
        assurances: assurances.filter((assurance) => decides(role, purpose, assurance)),
      })),
    ).filter((found) => found.assurances.length > 0);
    const { id, reason, text } = policy;
    return { id, effect: effectOf(text), reason, text, cases };
  });
}
