import { PURPOSES } from '@hearthgate/schema';
import { expect, test } from 'vitest';
import { purposes } from './purposes.ts';

test('every purpose of the vocabulary has one record, under its own name', () => {
  expect(Object.keys(purposes)).toEqual([...PURPOSES]);
  for (const [id, record] of Object.entries(purposes)) expect(record.id).toBe(id);
});

test('roles are those of the contract', () => {
  expect(Object.fromEntries(Object.values(purposes).map(({ id, roles }) => [id, roles]))).toEqual({
    AID_ELIGIBILITY: ['SCHOOL_AID_OFFICE', 'UNIVERSITY_AID_OFFICE', 'AID_CENTER'],
    FEE_WAIVER: ['SCHOOL_AID_OFFICE'],
    ENROLLMENT_CHECK: ['UNIVERSITY_AID_OFFICE', 'AID_CENTER'],
    AID_DETERMINATION: ['AID_CENTER'],
    STATISTICS: ['PROVINCE_PLATFORM', 'AID_CENTER'],
    AUDIT_REVIEW: ['PRIVACY_OFFICER'],
    REGISTER_OPERATION: ['AGENCY_OPERATOR'],
  });
});

test('a purpose that names no student permits none in a request', () => {
  expect(purposes.STATISTICS.maxSubjectsPerRequest).toBe(0);
  expect(purposes.AID_ELIGIBILITY.maxSubjectsPerRequest).toBe(200);
});
