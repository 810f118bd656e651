import type { Person } from './household.ts';
import { ADULTS, idNumber, idNumberEndingInZeros } from './id-numbers.ts';
import { makeName } from './names.ts';
import type { Random } from './random.ts';
import type { School } from './schools.ts';
import { birthSpan } from './stages.ts';
import type { World } from './world.ts';

export interface Family {
  readonly student: Person;
  readonly guardians: readonly Person[];
  /** Lives with them and is nobody's guardian: what the registers say of this person counts for nothing. */
  readonly grandparent: Person;
  /** Whose number the student's papers are sometimes mixed up with. */
  readonly sibling: Person;
}

/** Adults are numbered eight to a household, children four, so that no two people share a number. */
export const ADULT_KINDS = {
  guardian: 0,
  secondGuardian: 1,
  grandparent: 2,
  poverty: 3,
  head: 4,
  member: 5,
  disability: 6,
} as const;
export const CHILD_KINDS = { student: 0, sibling: 1, stranger: 2, other: 3 } as const;

export function adultNumber(index: number, kind: keyof typeof ADULT_KINDS): string {
  return idNumber(index * 8 + ADULT_KINDS[kind], ADULTS);
}

export function childNumber(
  index: number,
  kind: keyof typeof CHILD_KINDS,
  school: School,
  asOf: string,
): string {
  return idNumber(index * 4 + CHILD_KINDS[kind], birthSpan(school.stage, asOf));
}

export function makeFamily(index: number, school: School, world: World, random: Random): Family {
  const person = (number: string): Person => ({
    name: makeName(random, world.quirks.has('gb18030')),
    idNumber: number,
  });
  const zeros =
    world.quirks.has('zeros') && random.chance(0.02) ? idNumberEndingInZeros(index, ADULTS) : undefined;
  const guardians = [
    person(zeros ?? adultNumber(index, 'guardian')),
    person(adultNumber(index, 'secondGuardian')),
  ];
  const count = random.chance(0.03) ? 0 : random.chance(0.3) ? 1 : 2;
  return {
    student: person(childNumber(index, 'student', school, world.asOf)),
    guardians: guardians.slice(0, count),
    grandparent: person(adultNumber(index, 'grandparent')),
    sibling: person(childNumber(index, 'sibling', school, world.asOf)),
  };
}
