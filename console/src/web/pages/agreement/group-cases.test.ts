import { expect, test } from 'vitest';
import { groupCases } from './group-cases.ts';

const both = ['bearer', 'dpop'];

test('roles with the same purposes are one group, others another', () => {
  expect(
    groupCases([
      { role: 'SCHOOL_AID_OFFICE', purpose: 'AID_ELIGIBILITY', assurances: both },
      { role: 'SCHOOL_AID_OFFICE', purpose: 'FEE_WAIVER', assurances: both },
      { role: 'AID_CENTER', purpose: 'AID_ELIGIBILITY', assurances: both },
      { role: 'AID_CENTER', purpose: 'FEE_WAIVER', assurances: both },
      { role: 'UNIVERSITY_AID_OFFICE', purpose: 'AID_ELIGIBILITY', assurances: both },
    ]),
  ).toEqual([
    {
      roles: ['SCHOOL_AID_OFFICE', 'AID_CENTER'],
      purposes: ['AID_ELIGIBILITY', 'FEE_WAIVER'],
      assurance: 'any',
    },
    { roles: ['UNIVERSITY_AID_OFFICE'], purposes: ['AID_ELIGIBILITY'], assurance: 'any' },
  ]);
});

test('what holds only for callers with a key stands apart', () => {
  expect(
    groupCases([
      { role: 'AID_CENTER', purpose: 'AID_ELIGIBILITY', assurances: both },
      { role: 'AID_CENTER', purpose: 'FEE_WAIVER', assurances: ['dpop'] },
    ]),
  ).toEqual([
    { roles: ['AID_CENTER'], purposes: ['AID_ELIGIBILITY'], assurance: 'any' },
    { roles: ['AID_CENTER'], purposes: ['FEE_WAIVER'], assurance: 'dpop' },
  ]);
});
