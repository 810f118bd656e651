import type { AidProgram } from '@hearthgate/schema';
import { PROGRAMS, type Program, type ProgramVersion } from './programs.ts';

/**
 * The version of a program's rules that is in force on a date (`YYYY-MM-DD`); undefined before the first one, when
 * there is no rule to decide by. The newest version stays in force until one replaces it.
 */
export function programInForce(
  program: AidProgram,
  onDate: string,
  programs: ReadonlyMap<AidProgram, Program> = PROGRAMS,
): ProgramVersion | undefined {
  return programs.get(program)?.versions.findLast((version) => version.inForceFrom <= onDate);
}
