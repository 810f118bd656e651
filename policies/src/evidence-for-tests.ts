import { STAGES } from '@hearthgate/schema';
import fc from 'fast-check';
import type { Evidence, EnrollmentEvidence, KnownSource, UnknownReason, UnknownSource } from './evidence.ts';

/** A senior student with an ID number and two guardians; every register answered, nobody stands on one. */
export const NOBODY_LISTED = {
  enrollment: {
    known: true,
    asOf: '2026-11-01',
    stages: ['SENIOR'],
    hasIdentityNumber: true,
    guardianCount: 2,
  },
  povertyRegistry: { known: true, asOf: '2026-10-01', student: [], guardians: [] },
  subsistenceAllowance: { known: true, asOf: '2026-10-02', student: [], guardians: [] },
  disability: { known: true, asOf: '2026-10-03', student: [], guardians: [] },
  orphans: { known: true, asOf: '2026-10-04', student: [] },
} as const satisfies Evidence;

/** The same student without an ID number: nobody could be asked about them, only about the guardians. */
export const NO_ID_NUMBER = {
  enrollment: { ...NOBODY_LISTED.enrollment, hasIdentityNumber: false },
  povertyRegistry: { ...NOBODY_LISTED.povertyRegistry, student: null },
  subsistenceAllowance: { ...NOBODY_LISTED.subsistenceAllowance, student: null },
  disability: { ...NOBODY_LISTED.disability, student: null },
  orphans: { ...NOBODY_LISTED.orphans, student: null },
} as const satisfies Evidence;

/** Neither the student nor a guardian has a usable number. */
export const NOBODY_TO_ASK = {
  ...NO_ID_NUMBER,
  enrollment: { ...NO_ID_NUMBER.enrollment, guardianCount: 0 },
} as const satisfies Evidence;

export const DOWN: UnknownSource = { known: false, reason: 'AGENCY_UNAVAILABLE' };
export const WITHHELD: UnknownSource = { known: false, reason: 'WITHHELD' };
export const NOT_SHARED: UnknownSource = { known: false, reason: 'NOT_SHARED' };

/** A copy without one key: what a plan that did not ask for it would hold. */
export function without<T extends object, K extends keyof T>(from: T, key: K): Omit<T, K> {
  const copy: Partial<T> = { ...from };
  Reflect.deleteProperty(copy, key);
  return copy as Omit<T, K>;
}

export const POVERTY = [
  'LIFTED_FROM_POVERTY',
  'UNSTABLY_LIFTED',
  'POVERTY_PRONE',
  'SUDDEN_HARDSHIP',
] as const;
export const SUBSISTENCE = [
  'SUBSISTENCE_ALLOWANCE',
  'SUBSISTENCE_MARGINAL',
  'DESTITUTE_SUPPORT',
  'RIGID_EXPENDITURE_HARDSHIP',
  'OTHER_LOW_INCOME',
] as const;
const ORPHANS = ['ORPHAN', 'DE_FACTO_UNATTENDED'] as const;

const asOf = fc.constantFrom('2026-09-30', '2026-10-15', '2026-11-01');
const reason = fc.constantFrom<UnknownReason>('AGENCY_UNAVAILABLE', 'WITHHELD', 'NOT_SHARED');
const unknownSource: fc.Arbitrary<UnknownSource> = reason.map((why) => ({ known: false, reason: why }));

function source<Category extends string>(
  onRoll: { hasIdentityNumber: boolean; guardianCount: number },
  categories: readonly Category[],
): fc.Arbitrary<KnownSource<Category> | UnknownSource> {
  const listed = fc.array(fc.constantFrom(...categories), { maxLength: 3 });
  const known = fc.record({
    known: fc.constant<true>(true),
    asOf,
    student: onRoll.hasIdentityNumber ? listed : fc.constant(null),
    guardians: onRoll.guardianCount > 0 ? listed : fc.constant([]),
  });
  return fc.oneof({ weight: 3, arbitrary: known }, { weight: 1, arbitrary: unknownSource });
}

const enrollment: fc.Arbitrary<Extract<EnrollmentEvidence, { known: true }>> = fc.record({
  known: fc.constant<true>(true),
  asOf,
  stages: fc.uniqueArray(fc.constantFrom(...STAGES), { maxLength: 2 }),
  hasIdentityNumber: fc.boolean(),
  guardianCount: fc.nat(2),
});

/** Every evidence that a gateway which asked everything could hold about a student of the roll. */
export const anyEvidence: fc.Arbitrary<Required<Evidence>> = enrollment.chain((onRoll) =>
  fc.record({
    enrollment: fc.oneof(
      { weight: 9, arbitrary: fc.constant(onRoll) },
      { weight: 1, arbitrary: reason.map((why) => ({ known: false as const, reason: why })) },
    ),
    povertyRegistry: source(onRoll, POVERTY),
    subsistenceAllowance: source(onRoll, SUBSISTENCE),
    disability: source(onRoll, ['CERTIFIED'] as const),
    orphans: source(onRoll, ORPHANS),
  }),
);
