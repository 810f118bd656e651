import { describe, expect, it } from 'vitest';
import { deriveFinding } from './derive-finding.ts';
import type { Evidence } from './evidence.ts';
import {
  DOWN,
  NO_ID_NUMBER,
  NOBODY_LISTED,
  NOBODY_TO_ASK,
  NOT_SHARED,
  WITHHELD,
} from './evidence-for-tests.ts';
import type { HouseholdFinding } from './group-rules.ts';
import { SourceNotAsked } from './source-not-asked.ts';

const base: Evidence = NOBODY_LISTED;
const poverty = NOBODY_LISTED.povertyRegistry;
const subsistence = NOBODY_LISTED.subsistenceAllowance;
const disability = NOBODY_LISTED.disability;
const orphans = NOBODY_LISTED.orphans;
const noId: Evidence = NO_ID_NUMBER;
const nobody: Evidence = NOBODY_TO_ASK;

type Case = [rule: string, finding: HouseholdFinding, evidence: Evidence, expected: string];

/** Each case differs from the one before it, or from the first of its rule, in one fact. */
const cases: Case[] = [
  ['F1 nobody listed', 'povertyRegistry', base, 'NO 2026-10-01'],
  [
    'F1 the student is 脱贫户',
    'povertyRegistry',
    { ...base, povertyRegistry: { ...poverty, student: ['LIFTED_FROM_POVERTY'] } },
    'YES 2026-10-01',
  ],
  [
    'F1 the student is 脱贫不稳定户',
    'povertyRegistry',
    { ...base, povertyRegistry: { ...poverty, student: ['UNSTABLY_LIFTED'] } },
    'YES 2026-10-01',
  ],
  [
    'F1 the student is 边缘易致贫户',
    'povertyRegistry',
    { ...base, povertyRegistry: { ...poverty, student: ['POVERTY_PRONE'] } },
    'YES 2026-10-01',
  ],
  [
    'F1 the student is 突发严重困难户',
    'povertyRegistry',
    { ...base, povertyRegistry: { ...poverty, student: ['SUDDEN_HARDSHIP'] } },
    'YES 2026-10-01',
  ],
  [
    'F1 a guardian instead',
    'povertyRegistry',
    { ...base, povertyRegistry: { ...poverty, guardians: ['SUDDEN_HARDSHIP'] } },
    'YES 2026-10-01',
  ],
  [
    'F1 both',
    'povertyRegistry',
    { ...base, povertyRegistry: { ...poverty, student: ['POVERTY_PRONE'], guardians: ['SUDDEN_HARDSHIP'] } },
    'YES 2026-10-01',
  ],

  ['F2 nobody listed', 'subsistenceAllowance', base, 'NO 2026-10-02'],
  [
    'F2 the student has 低保',
    'subsistenceAllowance',
    { ...base, subsistenceAllowance: { ...subsistence, student: ['SUBSISTENCE_ALLOWANCE'] } },
    'YES 2026-10-02',
  ],
  [
    'F2 a guardian has 低保',
    'subsistenceAllowance',
    { ...base, subsistenceAllowance: { ...subsistence, guardians: ['SUBSISTENCE_ALLOWANCE'] } },
    'YES 2026-10-02',
  ],
  [
    'F2 特困供养',
    'subsistenceAllowance',
    { ...base, subsistenceAllowance: { ...subsistence, guardians: ['DESTITUTE_SUPPORT'] } },
    'YES 2026-10-02',
  ],
  [
    'F2 低保边缘 is not 低保',
    'subsistenceAllowance',
    { ...base, subsistenceAllowance: { ...subsistence, guardians: ['SUBSISTENCE_MARGINAL'] } },
    'NO 2026-10-02',
  ],
  [
    'F2 刚性支出困难 is not',
    'subsistenceAllowance',
    { ...base, subsistenceAllowance: { ...subsistence, guardians: ['RIGID_EXPENDITURE_HARDSHIP'] } },
    'NO 2026-10-02',
  ],
  [
    'F2 其他低收入 is not',
    'subsistenceAllowance',
    { ...base, subsistenceAllowance: { ...subsistence, guardians: ['OTHER_LOW_INCOME'] } },
    'NO 2026-10-02',
  ],
  [
    'F2 of several entries any counts',
    'subsistenceAllowance',
    {
      ...base,
      subsistenceAllowance: { ...subsistence, guardians: ['OTHER_LOW_INCOME', 'DESTITUTE_SUPPORT'] },
    },
    'YES 2026-10-02',
  ],

  ['F3 nobody listed', 'disability', base, 'NO 2026-10-03'],
  [
    "F3 the student's own certificate",
    'disability',
    { ...base, disability: { ...disability, student: ['CERTIFIED'] } },
    'YES 2026-10-03',
  ],
  [
    "F3 a guardian's certificate is not the student's",
    'disability',
    { ...base, disability: { ...disability, guardians: ['CERTIFIED'] } },
    'NO 2026-10-03',
  ],

  ['F4 nobody listed', 'orphan', base, 'NO 2026-10-04'],
  ['F4 孤儿', 'orphan', { ...base, orphans: { ...orphans, student: ['ORPHAN'] } }, 'YES 2026-10-04'],
  [
    'F4 事实无人抚养儿童 is a group of its own',
    'orphan',
    { ...base, orphans: { ...orphans, student: ['DE_FACTO_UNATTENDED'] } },
    'NO 2026-10-04',
  ],

  [
    'F5 a listed student, agency down',
    'povertyRegistry',
    { ...base, povertyRegistry: DOWN },
    'UNKNOWN AGENCY_UNAVAILABLE',
  ],
  ['F5 withheld', 'subsistenceAllowance', { ...base, subsistenceAllowance: WITHHELD }, 'UNKNOWN WITHHELD'],
  ['F5 not shared', 'disability', { ...base, disability: NOT_SHARED }, 'UNKNOWN NOT_SHARED'],
  ['F5 another agency down', 'orphan', { ...base, disability: DOWN }, 'NO 2026-10-04'],

  ['F6 no ID number', 'povertyRegistry', noId, 'UNKNOWN NO_IDENTITY_NUMBER'],
  [
    'F6 a guardian is listed',
    'povertyRegistry',
    { ...noId, povertyRegistry: { ...poverty, student: null, guardians: ['POVERTY_PRONE'] } },
    'YES 2026-10-01',
  ],
  ['F6 no ID number', 'subsistenceAllowance', noId, 'UNKNOWN NO_IDENTITY_NUMBER'],
  [
    'F6 a guardian has 低保',
    'subsistenceAllowance',
    {
      ...noId,
      subsistenceAllowance: { ...subsistence, student: null, guardians: ['SUBSISTENCE_ALLOWANCE'] },
    },
    'YES 2026-10-02',
  ],
  [
    'F6 a guardian on the margin makes no YES',
    'subsistenceAllowance',
    { ...noId, subsistenceAllowance: { ...subsistence, student: null, guardians: ['SUBSISTENCE_MARGINAL'] } },
    'UNKNOWN NO_IDENTITY_NUMBER',
  ],
  ['F6 no ID number', 'disability', noId, 'UNKNOWN NO_IDENTITY_NUMBER'],
  [
    "F6 a guardian's certificate",
    'disability',
    { ...noId, disability: { ...disability, student: null, guardians: ['CERTIFIED'] } },
    'UNKNOWN NO_IDENTITY_NUMBER',
  ],
  ['F6 no ID number', 'orphan', noId, 'UNKNOWN NO_IDENTITY_NUMBER'],

  [
    'F7 no ID number, agency down: a guardian could tell',
    'povertyRegistry',
    { ...noId, povertyRegistry: DOWN },
    'UNKNOWN AGENCY_UNAVAILABLE',
  ],
  [
    'F7 no guardian to ask about either',
    'povertyRegistry',
    { ...nobody, povertyRegistry: DOWN },
    'UNKNOWN NO_IDENTITY_NUMBER',
  ],
  [
    'F7 the student has an ID number',
    'povertyRegistry',
    {
      ...nobody,
      enrollment: { ...NOBODY_TO_ASK.enrollment, hasIdentityNumber: true },
      povertyRegistry: DOWN,
    },
    'UNKNOWN AGENCY_UNAVAILABLE',
  ],
  [
    'F7 household, withheld',
    'subsistenceAllowance',
    { ...noId, subsistenceAllowance: WITHHELD },
    'UNKNOWN WITHHELD',
  ],
  [
    'F7 disability down: its return would not help',
    'disability',
    { ...noId, disability: DOWN },
    'UNKNOWN NO_IDENTITY_NUMBER',
  ],
  [
    'F7 orphans down: its return would not help',
    'orphan',
    { ...noId, orphans: DOWN },
    'UNKNOWN NO_IDENTITY_NUMBER',
  ],

  [
    'F8 guardians without a usable number are passed over',
    'povertyRegistry',
    { ...base, enrollment: { ...NOBODY_LISTED.enrollment, guardianCount: 0 } },
    'NO 2026-10-01',
  ],
];

describe('deriveFinding', () => {
  it.each(cases)('%s: %s', (_rule, finding, evidence, expected) => {
    const { answer, asOf, unknownReason } = deriveFinding(finding, evidence);
    expect(`${answer} ${String(asOf ?? unknownReason)}`).toBe(expected);
    expect(asOf === null).toBe(answer === 'UNKNOWN');
    expect(unknownReason === null).toBe(answer !== 'UNKNOWN');
  });

  it.each(['povertyRegistry', 'subsistenceAllowance', 'disability', 'orphan'] as const)(
    'F9 enrollment down: %s is unknown, whatever else is there or not asked',
    (finding) => {
      expect(deriveFinding(finding, { enrollment: DOWN })).toEqual({
        answer: 'UNKNOWN',
        asOf: null,
        unknownReason: 'AGENCY_UNAVAILABLE',
      });
      expect(deriveFinding(finding, { ...base, enrollment: NOT_SHARED }).unknownReason).toBe('NOT_SHARED');
    },
  );

  it('F10 a source that was not asked is never a no', () => {
    const { enrollment } = NOBODY_LISTED;
    expect(() => deriveFinding('disability', { enrollment })).toThrow(SourceNotAsked);
    expect(deriveFinding('disability', { enrollment, disability }).answer).toBe('NO');
  });

  it('F10 guardians who were not asked about are never not listed', () => {
    const { enrollment } = NOBODY_LISTED;
    const studentOnly = { known: true, asOf: '2026-10-01', student: [] } as const;
    expect(() => deriveFinding('povertyRegistry', { enrollment, povertyRegistry: studentOnly })).toThrow(
      SourceNotAsked,
    );
    expect(deriveFinding('povertyRegistry', { enrollment, povertyRegistry: poverty }).answer).toBe('NO');
  });

  it('F10 guardians not asked about are no matter for a finding about the student alone', () => {
    const { enrollment } = NOBODY_LISTED;
    const studentOnly = { known: true, asOf: '2026-10-03', student: [] } as const;
    expect(deriveFinding('disability', { enrollment, disability: studentOnly }).answer).toBe('NO');
  });
});
