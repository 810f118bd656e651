import type { AidProgram } from '@hearthgate/schema';
import { programInForce } from './program-in-force.ts';
import { type SourceNeeds, sourcesOfGroups } from './sources-of-groups.ts';

/**
 * Which agencies a plan must ask for `qualifies(program)` on a date (`YYYY-MM-DD`), and about whom: those of the groups
 * that qualify by themselves. A plan kept longer than a day outlives the version that it was made for.
 */
export function sourcesOfProgram(program: AidProgram, onDate: string): SourceNeeds {
  return sourcesOfGroups(programInForce(program, onDate)?.groups ?? []);
}
