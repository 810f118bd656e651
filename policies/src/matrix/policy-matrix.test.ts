import { AGENCIES, type AgencyName, PURPOSES, ROLES } from '@hearthgate/schema';
import { describe, expect, test } from 'vitest';
import { maskedFields } from '../mask-fields.ts';
import { projectPolicies, publicSchema } from '../policies-for-tests.ts';
import { type MatrixCell, policyMatrix } from './policy-matrix.ts';

const cells = policyMatrix(projectPolicies(), publicSchema);
const roots = [
  'Query.householdStatus',
  'Query.householdStatuses',
  'Query.registers',
  'Query.screening',
  'Query.screenings',
  'Mutation.createScreening',
  'Mutation.cancelScreening',
  'Mutation.resumeScreening',
];
const all = [...maskedFields(publicSchema)];
const view = (...fields: string[]): string[] => [
  ...roots,
  ...fields.map((field) => `HouseholdStatus.${field}`),
];

/** What the design's contract says, by hand; whatever is not in it is refused. */
const contract: Record<string, string[]> = {
  'SCHOOL_AID_OFFICE AID_ELIGIBILITY': all,
  'UNIVERSITY_AID_OFFICE AID_ELIGIBILITY': all,
  'AID_CENTER AID_ELIGIBILITY': all,
  'SCHOOL_AID_OFFICE FEE_WAIVER': view('studentNumber', 'qualifies'),
  'UNIVERSITY_AID_OFFICE ENROLLMENT_CHECK': view('studentNumber', 'enrollment'),
  'AID_CENTER ENROLLMENT_CHECK': view('studentNumber', 'enrollment'),
};

const permitted = (
  of: readonly MatrixCell[],
  role: string,
  purpose: string,
  assurance = 'bearer',
): string[] =>
  of
    .filter((cell) => cell.role === role && cell.purpose === purpose && cell.assurance === assurance)
    .filter(({ state }) => state === 'PERMITTED')
    .map(({ field }) => field);

test('holds every role, purpose, field and assurance once', () => {
  const keys = new Set(
    cells.map(({ role, purpose, field, assurance }) => [role, purpose, field, assurance].join()),
  );
  expect(keys.size).toBe(cells.length);
  expect(cells).toHaveLength(ROLES.length * PURPOSES.length * all.length * 2);
});

describe.each(ROLES)('%s', (role) => {
  test.each(PURPOSES)('for %s sees what the contract says and nothing else', (purpose) => {
    const expected = (contract[`${role} ${purpose}`] ?? []).sort();
    expect(permitted(cells, role, purpose).sort()).toEqual(expected);
    expect(permitted(cells, role, purpose, 'dpop').sort()).toEqual(expected);
  });
});

test('without a veto nothing is withheld from an aid office that may see it', () => {
  const withheld = cells.filter(({ state, without }) => state === 'WITHHELD' || without.length > 0);
  expect(new Set(withheld.map(({ purpose }) => purpose))).toEqual(new Set(['ENROLLMENT_CHECK']));
  expect(new Set(withheld.map(({ field }) => field))).toEqual(new Set(['Query.registers']));
});

test.each<[AgencyName, string, string[]]>([
  ['disability', 'HouseholdStatus.disability', ['specialGroups', 'complete', 'qualifies']],
  [
    'enrollment',
    'HouseholdStatus.enrollment',
    [
      'povertyRegistry',
      'subsistenceAllowance',
      'disability',
      'orphan',
      'specialGroups',
      'complete',
      'qualifies',
    ],
  ],
])('a veto of %s withholds %s, and is told beside what rests on the agency too', (agency, sole, resting) => {
  const text = `@id("v") @agency("${agency}") @reason("No.") forbid (principal, action, resource);`;
  const vetoed = policyMatrix(projectPolicies({ [agency]: text }), publicSchema).filter(
    ({ role, purpose, assurance }) =>
      role === 'SCHOOL_AID_OFFICE' && purpose === 'AID_ELIGIBILITY' && assurance === 'bearer',
  );
  expect(vetoed.filter(({ state }) => state !== 'PERMITTED')).toMatchObject([
    { field: sole, state: 'WITHHELD', policies: [{ id: 'v', reason: 'No.', agency }] },
  ]);
  const told = vetoed.filter(({ without }) => without.length > 0);
  expect(told.map(({ field }) => field).sort()).toEqual(
    ['Query.registers', ...resting.map((field) => `HouseholdStatus.${field}`)].sort(),
  );
  expect(new Set(told.flatMap(({ without }) => without))).toEqual(new Set([agency]));
  expect(AGENCIES).toContain(agency);
});
