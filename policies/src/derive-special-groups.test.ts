import type { SpecialGroup } from '@hearthgate/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveSpecialGroups } from './derive-special-groups.ts';
import type { Evidence } from './evidence.ts';
import {
  anyEvidence,
  DOWN,
  NO_ID_NUMBER,
  NOBODY_LISTED,
  POVERTY,
  SUBSISTENCE,
} from './evidence-for-tests.ts';

const base: Evidence = NOBODY_LISTED;
const { povertyRegistry: poverty, subsistenceAllowance: subsistence, disability, orphans } = NOBODY_LISTED;

type Case = [rule: string, evidence: Evidence, groups: SpecialGroup[]];

const cases: Case[] = [
  ['G1 nobody listed', base, []],
  ...POVERTY.flatMap((group): Case[] => [
    [`G2 the student is ${group}`, { ...base, povertyRegistry: { ...poverty, student: [group] } }, [group]],
    [`G2 a guardian is ${group}`, { ...base, povertyRegistry: { ...poverty, guardians: [group] } }, [group]],
  ]),
  ...SUBSISTENCE.flatMap((group): Case[] => [
    [
      `G3 the student is ${group}`,
      { ...base, subsistenceAllowance: { ...subsistence, student: [group] } },
      [group],
    ],
    [
      `G3 a guardian is ${group}`,
      { ...base, subsistenceAllowance: { ...subsistence, guardians: [group] } },
      [group],
    ],
  ]),
  [
    'G4 the student is certified',
    { ...base, disability: { ...disability, student: ['CERTIFIED'] } },
    ['DISABLED_STUDENT'],
  ],
  [
    'G5 a guardian is certified',
    { ...base, disability: { ...disability, guardians: ['CERTIFIED'] } },
    ['CHILD_OF_DISABLED'],
  ],
  [
    'G5 both are certified',
    { ...base, disability: { ...disability, student: ['CERTIFIED'], guardians: ['CERTIFIED'] } },
    ['CHILD_OF_DISABLED', 'DISABLED_STUDENT'],
  ],
  ['G6 孤儿', { ...base, orphans: { ...orphans, student: ['ORPHAN'] } }, ['ORPHAN']],
  [
    'G6 事实无人抚养儿童',
    { ...base, orphans: { ...orphans, student: ['DE_FACTO_UNATTENDED'] } },
    ['DE_FACTO_UNATTENDED'],
  ],
  [
    'G6 a guardian on the register of orphans counts for nothing',
    { ...base, orphans: { ...orphans, guardians: ['ORPHAN'] } },
    [],
  ],
  ['G7 no ID number', NO_ID_NUMBER, []],
  [
    "G7 no ID number, guardians' entries",
    {
      ...NO_ID_NUMBER,
      povertyRegistry: { ...poverty, student: null, guardians: ['POVERTY_PRONE'] },
      subsistenceAllowance: { ...subsistence, student: null, guardians: ['OTHER_LOW_INCOME'] },
      disability: { ...disability, student: null, guardians: ['CERTIFIED'] },
    },
    ['CHILD_OF_DISABLED', 'OTHER_LOW_INCOME', 'POVERTY_PRONE'],
  ],
  [
    'G8 an agency down takes its groups and no other',
    { ...base, povertyRegistry: { ...poverty, guardians: ['POVERTY_PRONE'] }, disability: DOWN },
    ['POVERTY_PRONE'],
  ],
  [
    'G9 enrollment down',
    { ...base, enrollment: DOWN, povertyRegistry: { ...poverty, student: ['POVERTY_PRONE'] } },
    [],
  ],
];

describe('deriveSpecialGroups', () => {
  it.each(cases)('%s', (_rule, evidence, groups) => {
    expect(deriveSpecialGroups(evidence)).toEqual(groups);
  });

  it('G10 is sorted, holds no group twice, and never 烈士子女, which has no source', () => {
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        const groups = deriveSpecialGroups(evidence);
        expect(groups).toEqual([...new Set(groups)].sort());
        expect(groups).not.toContain('MARTYR_CHILD');
      }),
    );
  });
});
