import type { AidProgram, SpecialGroup } from '@hearthgate/schema';
import type { Evidence } from './evidence.ts';
import { type Finding, UNKNOWN_FINDINGS, UNKNOWN_REASONS_BY_WEIGHT } from './finding.ts';
import { GROUP_RULES } from './group-rules.ts';
import { programInForce } from './program-in-force.ts';
import { settleGroup } from './settle-group.ts';

/**
 * Whether the student qualifies for a program (资助项目) by a special group, by the rules in force on `onDate`
 * (`YYYY-MM-DD`; 学生资助资金管理办法, as dated in programs.json), without saying by which group.
 *
 * - NO for a student of another stage 学段, whatever the groups.
 * - YES when one of the program's groups is confirmed, NO when none holds and all their sources answered.
 * - else UNKNOWN: `NOT_SHARED` where no stage or no rule is known, otherwise the first of the sources' reasons by
 *   weight.
 *
 * `asOf` is the oldest of enrollment and every source of the program that answered, for every student alike: the date
 * of the register that decided would give the group away.
 *
 * This does not decide tiers, amounts or individual recognition (困难认定), which are people's to decide.
 * Throws `SourceNotAsked` when the plan did not ask what `sourcesOfProgram` lists.
 */
export function qualify(program: AidProgram, evidence: Evidence, onDate: string): Finding {
  const onRoll = evidence.enrollment;
  if (!onRoll.known) return UNKNOWN_FINDINGS[onRoll.reason];

  const rules = programInForce(program, onDate);
  if (rules === undefined) return UNKNOWN_FINDINGS.NOT_SHARED;

  // Settled before the stage is looked at: an incomplete plan must fail for every student alike.
  const settled = rules.groups.map((group) => settleGroup(group, evidence, onRoll));
  if (onRoll.stages.length === 0) return UNKNOWN_FINDINGS.NOT_SHARED;

  const decided = (answer: 'YES' | 'NO'): Finding => ({
    answer,
    asOf: oldestAsOf(evidence, onRoll.asOf, rules.groups),
    unknownReason: null,
  });
  if (!onRoll.stages.some((stage) => rules.stages.includes(stage))) return decided('NO');
  if (settled.includes('HOLDS')) return decided('YES');
  const reason = UNKNOWN_REASONS_BY_WEIGHT.find((candidate) => settled.includes(candidate));
  return reason === undefined ? decided('NO') : UNKNOWN_FINDINGS[reason];
}

function oldestAsOf(evidence: Evidence, enrollmentAsOf: string, groups: readonly SpecialGroup[]): string {
  let oldest = enrollmentAsOf;
  for (const group of groups) {
    const rule = GROUP_RULES[group];
    const source = rule === null ? undefined : evidence[rule.source];
    if (source?.known === true && source.asOf < oldest) oldest = source.asOf;
  }
  return oldest;
}
