import type { SpecialGroup } from '@hearthgate/schema';
import type { Evidence, KnownSource, UnknownReason } from './evidence.ts';
import { GROUP_RULES, type GroupRule } from './group-rules.ts';
import { SourceNotAsked } from './source-not-asked.ts';

/** Whether a group holds, does not hold, or why that is not known. */
export type GroupSettlement = 'HOLDS' | 'DOES_NOT_HOLD' | UnknownReason;

/** Who could be asked about: enrollment's part of the evidence, when it is known. */
type OnRoll = Extract<Evidence['enrollment'], { known: true }>;

/**
 * Decides one special group from the evidence by {@link GROUP_RULES}. `DOES_NOT_HOLD` is said only when the source
 * answered about everyone whose entry could give the group.
 *
 * A student without an ID number: a guardian's entry still counts; without one, only an ID number could tell, so the
 * reason is `NO_IDENTITY_NUMBER`, also while the agency is down if its return could not help.
 *
 * Throws {@link SourceNotAsked} when the plan left out the source, or the guardians where they count.
 */
export function settleGroup(group: SpecialGroup, evidence: Evidence, onRoll: OnRoll): GroupSettlement {
  const rule = GROUP_RULES[group];
  if (rule === null) return 'DOES_NOT_HOLD';

  const source = evidence[rule.source];
  if (source === undefined) throw new SourceNotAsked(rule.source, 'STUDENT');

  if (!source.known) return someoneToAskAbout(rule, onRoll) ? source.reason : 'NO_IDENTITY_NUMBER';
  if (rule.entryOf !== 'STUDENT' && guardiansOf(source, rule).includes(rule.category)) return 'HOLDS';
  if (rule.entryOf === 'GUARDIAN') return 'DOES_NOT_HOLD';

  const student: readonly string[] | null = source.student;
  if (student === null || !onRoll.hasIdentityNumber) return 'NO_IDENTITY_NUMBER';
  return student.includes(rule.category) ? 'HOLDS' : 'DOES_NOT_HOLD';
}

function guardiansOf(source: KnownSource<string>, rule: GroupRule): readonly string[] {
  if (source.guardians === undefined) throw new SourceNotAsked(rule.source, 'GUARDIANS');
  return source.guardians;
}

function someoneToAskAbout(rule: GroupRule, onRoll: OnRoll): boolean {
  switch (rule.entryOf) {
    case 'STUDENT':
      return onRoll.hasIdentityNumber;
    case 'GUARDIAN':
      return onRoll.guardianCount > 0;
    case 'HOUSEHOLD':
      return onRoll.hasIdentityNumber || onRoll.guardianCount > 0;
  }
}
