import { expect, test } from 'vitest';
import type { Entries, Household, Student } from '../people/household.ts';
import { schoolOf } from '../people/school-of.ts';
import { expectedStatus } from './expected-status.ts';

const student: Student = {
  place: 0,
  school: schoolOf(0),
  studentNumber: 'student',
  idNumber: 'student',
  writtenIdNumber: 'student',
  hasKnownIdNumber: true,
  status: '在读',
};
const nothing: Entries = { certificates: [], orphans: [] };
const expected = (entries: Partial<Entries>, other: Partial<Student> = {}) => {
  const asked = { ...student, ...other };
  const household: Household = {
    place: 0,
    students: [asked],
    guardians: ['guardian'],
    grandparent: 'grandparent',
    entries: { ...nothing, ...entries },
  };
  return expectedStatus(asked, household);
};

const poor = { type: '脱贫户', riskEnded: '是', supported: '是', people: ['guardian'] } as const;
const certificate = { person: 'student', status: '有效', validUntil: '2026-09-30' } as const;

test('who left is on no roll; who is on leave still is', () => {
  expect(expected({}, { status: '转出' })).toBeUndefined();
  expect(expected({}, { status: '毕业' })).toBeUndefined();
  expect(expected({}, { status: '休学' })).toMatchObject({ findings: { enrollment: 'YES' }, complete: true });
});

test('a household’s entry counts by the guardians, and not by a grandparent', () => {
  const groups = ['LIFTED_FROM_POVERTY'];
  expect(expected({ poverty: poor })).toMatchObject({
    findings: { povertyRegistry: 'YES' },
    specialGroups: groups,
  });
  expect(expected({ poverty: { ...poor, people: ['grandparent'] } })).toMatchObject({ specialGroups: [] });
  expect(expected({ poverty: { ...poor, supported: '否' } })).toMatchObject({ specialGroups: [] });
  expect(expected({ poverty: { ...poor, type: '边缘易致贫户' } })).toMatchObject({ specialGroups: [] });
});

test('a household at the margin is of a group, and its finding is NO', () => {
  const subsistence = {
    category: '低保边缘',
    status: '在保',
    head: 'guardian',
    members: ['student'],
  } as const;
  expect(expected({ subsistence })).toMatchObject({
    findings: { subsistenceAllowance: 'NO' },
    specialGroups: ['SUBSISTENCE_MARGINAL'],
  });
  expect(expected({ subsistence: { ...subsistence, category: '特困供养' } })).toMatchObject({
    findings: { subsistenceAllowance: 'YES' },
  });
  expect(expected({ subsistence: { ...subsistence, status: '停保' } })).toMatchObject({ specialGroups: [] });
});

test('a certificate is valid through its last day; a guardian’s makes a child of the disabled', () => {
  expect(expected({ certificates: [certificate] })).toMatchObject({ findings: { disability: 'YES' } });
  expect(expected({ certificates: [{ ...certificate, validUntil: '2026-09-29' }] })).toMatchObject({
    findings: { disability: 'NO' },
  });
  expect(expected({ certificates: [{ ...certificate, person: 'guardian' }] })).toMatchObject({
    findings: { disability: 'NO' },
    specialGroups: ['CHILD_OF_DISABLED'],
  });
});

test('without an ID number what a guardian does not make a YES is unknown', () => {
  const unknown = { hasKnownIdNumber: false };
  expect(expected({ poverty: poor, certificates: [certificate] }, unknown)).toEqual({
    findings: {
      enrollment: 'YES',
      povertyRegistry: 'YES',
      subsistenceAllowance: 'UNKNOWN',
      disability: 'UNKNOWN',
      orphan: 'UNKNOWN',
    },
    specialGroups: ['LIFTED_FROM_POVERTY'],
    complete: false,
  });
});
