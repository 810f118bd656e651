import type { CoveredCall } from '@hearthgate/subgraph-kit';
import { divisionPrefix } from './division-prefix.ts';

/** The roll that a call's token names, for SQL; two nulls, nobody's. */
export function rollBounds({
  claims: { roll },
}: CoveredCall): [school: string | null, divisionPrefix: string | null] {
  if (roll === undefined) return [null, null];
  return 'schoolCode' in roll ? [roll.schoolCode, null] : [null, divisionPrefix(roll.divisionCode)];
}

/** What the access records of a look at the roll say was asked. */
export function recordedFields({ fields }: CoveredCall): string[] {
  return fields.filter((field) => field !== 'enrollmentRegister');
}
