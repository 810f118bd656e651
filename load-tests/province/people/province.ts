/** A made-up province: everything about it follows from these two numbers. */
export interface Province {
  /** On the rolls or, a few of them, gone. A multiple of 10: households come in groups of ten students. */
  readonly students: number;
  readonly seed: number;
}

/** As many students as Shaanxi aids in a year, 2,311,000, in 150 counties of 20 schools. */
export const FULL_PROVINCE_STUDENTS = 2_310_000;

/** What the registers speak of. Certificates are valid or not by this day. */
export const AS_OF = '2026-09-30';

/** People on each register of a whole province; a smaller one has as many in proportion. */
export const REGISTER_PEOPLE = {
  'poverty-registry': 1_500_000,
  'subsistence-allowance': 800_000,
  disability: 670_000,
  orphans: 60_000,
} as const;

export type HouseholdRegisterName = keyof typeof REGISTER_PEOPLE;

export const registerPeople = (name: HouseholdRegisterName, { students }: Province): number =>
  Math.round((REGISTER_PEOPLE[name] * students) / FULL_PROVINCE_STUDENTS);
