import type { Evidence } from './evidence.ts';
import { type Finding, UNKNOWN_FINDINGS, UNKNOWN_REASONS_BY_WEIGHT } from './finding.ts';
import { GROUP_RULES, GROUPS_OF_FINDING, type HouseholdFinding } from './group-rules.ts';
import { settleGroup } from './settle-group.ts';

/**
 * One of the four household findings. YES when any of its groups is confirmed, NO when none holds and that is known,
 * with the register's as-of date; else UNKNOWN with its reason.
 *
 * Throws `SourceNotAsked` when the plan did not ask what the finding needs (`SOURCES_OF_FIELD`).
 */
export function deriveFinding(finding: HouseholdFinding, evidence: Evidence): Finding {
  const onRoll = evidence.enrollment;
  if (!onRoll.known) return UNKNOWN_FINDINGS[onRoll.reason];

  const groups = GROUPS_OF_FINDING[finding];
  const settled = groups.map((group) => settleGroup(group, evidence, onRoll));
  const rule = GROUP_RULES[groups[0]];
  const source = rule === null ? undefined : evidence[rule.source];
  const asOf = source?.known === true ? source.asOf : null;

  if (settled.includes('HOLDS')) return { answer: 'YES', asOf, unknownReason: null };
  const reason = UNKNOWN_REASONS_BY_WEIGHT.find((candidate) => settled.includes(candidate));
  return reason === undefined ? { answer: 'NO', asOf, unknownReason: null } : UNKNOWN_FINDINGS[reason];
}
