import { SPECIAL_GROUPS, type SpecialGroup } from '@hearthgate/schema';
import type { Evidence } from './evidence.ts';
import { settleGroup } from './settle-group.ts';

const ALPHABETICAL: readonly SpecialGroup[] = [...SPECIAL_GROUPS].sort();

/**
 * The special groups (特殊群体) that are confirmed, in alphabetical order, each once. More may hold while a source is
 * unknown: `complete` says so, this list does not.
 *
 * Throws `SourceNotAsked` when the plan did not ask all four agencies, with guardians where they count.
 */
export function deriveSpecialGroups(evidence: Evidence): SpecialGroup[] {
  const onRoll = evidence.enrollment;
  if (!onRoll.known) return [];
  return ALPHABETICAL.filter((group) => settleGroup(group, evidence, onRoll) === 'HOLDS');
}
