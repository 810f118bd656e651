import {
  AID_PROGRAMS,
  type AidProgram,
  SPECIAL_GROUPS,
  type SpecialGroup,
  STAGES,
  type Stage,
} from '@hearthgate/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evidence } from './evidence.ts';
import {
  anyEvidence,
  DOWN,
  NO_ID_NUMBER,
  NOBODY_LISTED,
  NOBODY_TO_ASK,
  NOT_SHARED,
  POVERTY,
  WITHHELD,
  without,
} from './evidence-for-tests.ts';
import { qualify } from './qualify.ts';
import { SourceNotAsked } from './source-not-asked.ts';

const TODAY = '2026-11-22';
const { povertyRegistry: poverty, subsistenceAllowance: subsistence, disability, orphans } = NOBODY_LISTED;

/** The programs as the regulation's table has them, written down a second time: the data must agree. */
const ALL = SPECIAL_GROUPS.filter((group) => group !== 'MARTYR_CHILD');
const REGULATION: Record<AidProgram, { stages: Stage[]; groups: readonly SpecialGroup[] }> = {
  COMPULSORY_LIVING_SUBSIDY: {
    stages: ['PRIMARY', 'JUNIOR'],
    groups: [
      ...POVERTY,
      'SUBSISTENCE_ALLOWANCE',
      'DESTITUTE_SUPPORT',
      'DISABLED_STUDENT',
      'ORPHAN',
      'DE_FACTO_UNATTENDED',
    ],
  },
  SENIOR_TUITION_WAIVER: {
    stages: ['SENIOR'],
    groups: [...POVERTY, 'SUBSISTENCE_ALLOWANCE', 'DESTITUTE_SUPPORT', 'DISABLED_STUDENT'],
  },
  SENIOR_NATIONAL_GRANT: { stages: ['SENIOR'], groups: ALL },
  VOCATIONAL_NATIONAL_GRANT: { stages: ['SECONDARY_VOCATIONAL'], groups: ALL },
  UNDERGRADUATE_NATIONAL_GRANT: { stages: ['UNIVERSITY'], groups: ALL },
};

/** Evidence in which exactly one group holds. */
const EVIDENCE_OF_GROUP: Partial<Record<SpecialGroup, Partial<Evidence>>> = {
  LIFTED_FROM_POVERTY: { povertyRegistry: { ...poverty, student: ['LIFTED_FROM_POVERTY'] } },
  UNSTABLY_LIFTED: { povertyRegistry: { ...poverty, guardians: ['UNSTABLY_LIFTED'] } },
  POVERTY_PRONE: { povertyRegistry: { ...poverty, guardians: ['POVERTY_PRONE'] } },
  SUDDEN_HARDSHIP: { povertyRegistry: { ...poverty, student: ['SUDDEN_HARDSHIP'] } },
  SUBSISTENCE_ALLOWANCE: { subsistenceAllowance: { ...subsistence, student: ['SUBSISTENCE_ALLOWANCE'] } },
  SUBSISTENCE_MARGINAL: { subsistenceAllowance: { ...subsistence, guardians: ['SUBSISTENCE_MARGINAL'] } },
  DESTITUTE_SUPPORT: { subsistenceAllowance: { ...subsistence, guardians: ['DESTITUTE_SUPPORT'] } },
  RIGID_EXPENDITURE_HARDSHIP: {
    subsistenceAllowance: { ...subsistence, student: ['RIGID_EXPENDITURE_HARDSHIP'] },
  },
  OTHER_LOW_INCOME: { subsistenceAllowance: { ...subsistence, guardians: ['OTHER_LOW_INCOME'] } },
  ORPHAN: { orphans: { ...orphans, student: ['ORPHAN'] } },
  DE_FACTO_UNATTENDED: { orphans: { ...orphans, student: ['DE_FACTO_UNATTENDED'] } },
  DISABLED_STUDENT: { disability: { ...disability, student: ['CERTIFIED'] } },
  CHILD_OF_DISABLED: { disability: { ...disability, guardians: ['CERTIFIED'] } },
};

const at = (stages: Stage[], evidence: Partial<Evidence> = {}): Evidence => ({
  ...NOBODY_LISTED,
  ...evidence,
  enrollment: { ...NOBODY_LISTED.enrollment, stages },
});

describe('qualify: Q1 every program, stage and group', () => {
  const table = AID_PROGRAMS.flatMap((program) =>
    STAGES.flatMap((stage) => [undefined, ...ALL].map((group) => [program, stage, group] as const)),
  );

  it.each(table)('%s, %s, %s', (program, stage, group) => {
    const { stages, groups } = REGULATION[program];
    const expected = stages.includes(stage) && group !== undefined && groups.includes(group) ? 'YES' : 'NO';
    const evidence = at([stage], group === undefined ? {} : EVIDENCE_OF_GROUP[group]);
    expect(qualify(program, evidence, TODAY).answer).toBe(expected);
  });
});

describe('qualify: stages', () => {
  const poor = EVIDENCE_OF_GROUP.POVERTY_PRONE;
  it.each<[string, Stage[], string]>([
    ["Q2 the program's stage", ['SENIOR'], 'YES'],
    ['Q2 another stage', ['JUNIOR'], 'NO'],
    ["Q3 several stages, the program's among them", ['JUNIOR', 'SENIOR'], 'YES'],
    ["Q3 several stages, the program's not among them", ['JUNIOR', 'PRIMARY'], 'NO'],
    ['Q4 no stage known', [], 'UNKNOWN NOT_SHARED'],
  ])('%s', (_rule, stages, expected) => {
    const { answer, unknownReason } = qualify('SENIOR_NATIONAL_GRANT', at(stages, poor), TODAY);
    expect([answer, unknownReason].filter(Boolean).join(' ')).toBe(expected);
  });

  it('Q2 another stage is a no whatever is down', () => {
    const down = { povertyRegistry: DOWN, subsistenceAllowance: DOWN, disability: DOWN, orphans: DOWN };
    expect(qualify('SENIOR_NATIONAL_GRANT', at(['JUNIOR'], down), TODAY).answer).toBe('NO');
    expect(qualify('SENIOR_NATIONAL_GRANT', at(['SENIOR'], down), TODAY).answer).toBe('UNKNOWN');
  });
});

describe('qualify: sources', () => {
  const noId: Evidence = NO_ID_NUMBER;
  const base: Evidence = NOBODY_LISTED;
  it.each<[string, AidProgram, Evidence, string]>([
    ['Q5 all answered', 'SENIOR_TUITION_WAIVER', base, 'NO'],
    ['Q5 one source down', 'SENIOR_TUITION_WAIVER', { ...base, disability: DOWN }, 'AGENCY_UNAVAILABLE'],
    [
      'Q5 one source down, a group of another confirmed',
      'SENIOR_TUITION_WAIVER',
      { ...base, ...EVIDENCE_OF_GROUP.POVERTY_PRONE, disability: DOWN },
      'YES',
    ],
    [
      'Q5 a group that does not qualify, source of another down',
      'SENIOR_TUITION_WAIVER',
      { ...base, ...EVIDENCE_OF_GROUP.OTHER_LOW_INCOME, disability: DOWN },
      'AGENCY_UNAVAILABLE',
    ],
    ['Q5 a source that is none of the program', 'SENIOR_TUITION_WAIVER', { ...base, orphans: DOWN }, 'NO'],
    ['Q6 withheld', 'SENIOR_NATIONAL_GRANT', { ...base, orphans: WITHHELD }, 'WITHHELD'],
    [
      'Q6 down before withheld',
      'SENIOR_NATIONAL_GRANT',
      { ...base, orphans: WITHHELD, disability: DOWN },
      'AGENCY_UNAVAILABLE',
    ],
    [
      'Q6 withheld before not shared',
      'SENIOR_NATIONAL_GRANT',
      { ...base, orphans: WITHHELD, disability: NOT_SHARED },
      'WITHHELD',
    ],
    [
      'Q6 not shared before no ID number',
      'SENIOR_NATIONAL_GRANT',
      { ...noId, povertyRegistry: NOT_SHARED },
      'NOT_SHARED',
    ],
    ['Q6 no ID number', 'SENIOR_NATIONAL_GRANT', noId, 'NO_IDENTITY_NUMBER'],
    [
      'Q7 no ID number, a guardian confirmed',
      'SENIOR_NATIONAL_GRANT',
      { ...noId, disability: { ...disability, student: null, guardians: ['CERTIFIED'] } },
      'YES',
    ],
    [
      'Q7 no ID number, a guardian whose group is none of the program',
      'SENIOR_TUITION_WAIVER',
      { ...noId, disability: { ...disability, student: null, guardians: ['CERTIFIED'] } },
      'NO_IDENTITY_NUMBER',
    ],
    [
      'Q8 no ID number, a guardian to ask about',
      'SENIOR_NATIONAL_GRANT',
      { ...noId, disability: DOWN },
      'AGENCY_UNAVAILABLE',
    ],
    [
      'Q8 nobody to ask about: its return would not help',
      'SENIOR_NATIONAL_GRANT',
      { ...NOBODY_TO_ASK, disability: DOWN },
      'NO_IDENTITY_NUMBER',
    ],
    [
      'Q8 no ID number, guardians of the disability register are none of the program',
      'SENIOR_TUITION_WAIVER',
      { ...noId, disability: DOWN },
      'NO_IDENTITY_NUMBER',
    ],
    [
      'Q9 enrollment down',
      'SENIOR_NATIONAL_GRANT',
      { ...base, ...EVIDENCE_OF_GROUP.ORPHAN, enrollment: DOWN },
      'AGENCY_UNAVAILABLE',
    ],
  ])('%s', (_rule, program, evidence, expected) => {
    const { answer, unknownReason } = qualify(program, evidence, TODAY);
    expect(unknownReason ?? answer).toBe(expected);
  });

  it('Q10 a source that was not asked is never a no, whatever the stage or another group says', () => {
    for (const stages of [['SENIOR'], ['PRIMARY'], []] satisfies Stage[][]) {
      const unasked = without(at(stages, EVIDENCE_OF_GROUP.POVERTY_PRONE), 'disability');
      expect(() => qualify('SENIOR_NATIONAL_GRANT', unasked, TODAY)).toThrow(SourceNotAsked);
    }
  });

  it('Q10 guardians of the disability register are needed only where 残疾人子女 counts', () => {
    const studentOnly = at(['SENIOR'], { disability: { known: true, asOf: '2026-10-03', student: [] } });
    expect(qualify('SENIOR_TUITION_WAIVER', studentOnly, TODAY).answer).toBe('NO');
    expect(() => qualify('SENIOR_NATIONAL_GRANT', studentOnly, TODAY)).toThrow(SourceNotAsked);
  });
});

describe('qualify: asOf', () => {
  it('Q11 is the oldest of enrollment and the sources of the program', () => {
    expect(qualify('SENIOR_NATIONAL_GRANT', NOBODY_LISTED, TODAY).asOf).toBe('2026-10-01');
    const newer = { ...NOBODY_LISTED, povertyRegistry: { ...poverty, asOf: '2026-10-31' } };
    expect(qualify('SENIOR_NATIONAL_GRANT', newer, TODAY).asOf).toBe('2026-10-02');
    const older = { ...newer, enrollment: { ...newer.enrollment, asOf: '2026-09-01' } };
    expect(qualify('SENIOR_NATIONAL_GRANT', older, TODAY).asOf).toBe('2026-09-01');
  });

  it('Q11 passes over registers that are none of the program', () => {
    const old = { ...NOBODY_LISTED, orphans: { ...orphans, asOf: '2020-01-01' } };
    expect(qualify('SENIOR_TUITION_WAIVER', old, TODAY).asOf).toBe('2026-10-01');
    expect(qualify('SENIOR_NATIONAL_GRANT', old, TODAY).asOf).toBe('2020-01-01');
  });

  it('Q11 does not give away by which group a student qualifies, or that the stage decided', () => {
    const dates = ALL.map(
      (group) => qualify('SENIOR_NATIONAL_GRANT', at(['SENIOR'], EVIDENCE_OF_GROUP[group]), TODAY).asOf,
    );
    const byStage = qualify('SENIOR_NATIONAL_GRANT', at(['JUNIOR']), TODAY).asOf;
    expect(new Set([...dates, byStage])).toEqual(new Set(['2026-10-01']));
  });

  it('Q11 is null exactly when unknown', () => {
    fc.assert(
      fc.property(anyEvidence, fc.constantFrom(...AID_PROGRAMS), (evidence, program) => {
        const { answer, asOf, unknownReason } = qualify(program, evidence, TODAY);
        expect(asOf === null).toBe(answer === 'UNKNOWN');
        expect(unknownReason === null).toBe(answer !== 'UNKNOWN');
      }),
    );
  });
});

describe('qualify: dates', () => {
  it('Q12 before the first version there is no rule to decide by, which is not a no', () => {
    expect(qualify('SENIOR_NATIONAL_GRANT', NOBODY_LISTED, '2025-09-01').answer).toBe('NO');
    expect(qualify('SENIOR_NATIONAL_GRANT', NOBODY_LISTED, '2025-08-31')).toEqual({
      answer: 'UNKNOWN',
      asOf: null,
      unknownReason: 'NOT_SHARED',
    });
  });
});
