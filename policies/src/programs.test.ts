import { AID_PROGRAMS, type AidProgram } from '@hearthgate/schema';
import { describe, expect, it } from 'vitest';
import data from '../programs.json' with { type: 'json' };
import { programInForce } from './program-in-force.ts';
import { parsePrograms, PROGRAMS } from './programs.ts';

type Draft = Record<string, unknown>;

/** The real data with one thing changed in the first program's first version. */
function withVersion(change: Draft): Draft[] {
  const [first, ...others] = structuredClone(data) as unknown as { versions: Draft[] }[];
  return [{ ...first, versions: [{ ...first!.versions[0], ...change }] }, ...(others as unknown as Draft[])];
}

describe('parsePrograms', () => {
  it('takes the data as they are, under their official names', () => {
    expect([...PROGRAMS.keys()].sort()).toEqual([...AID_PROGRAMS].sort());
    expect(PROGRAMS.get('SENIOR_TUITION_WAIVER')?.officialName).toBe('普通高中免学杂费');
    expect(() => parsePrograms(withVersion({}))).not.toThrow();
  });

  it.each<[string, Draft]>([
    ['a group nobody knows', { groups: ['ORPHANS'] }],
    ['no group', { groups: [] }],
    ['a stage nobody knows', { stages: ['KINDERGARTEN'] }],
    ['a date that does not exist', { inForceFrom: '2025-02-30' }],
    ['a school year that is none', { schoolYear: '2025' }],
    ['a misspelt key', { stage: ['SENIOR'] }],
    ['an amount of nothing', { amountYuanPerYear: { average: 0 } }],
  ])('refuses %s', (_what, change) => {
    expect(() => parsePrograms(withVersion(change))).toThrow();
  });

  it('refuses a program that is missing or stands twice', () => {
    expect(() => parsePrograms(data.slice(1))).toThrow('exactly once');
    expect(() => parsePrograms([...data.slice(1), data[1]])).toThrow('exactly once');
  });

  it('refuses versions out of order', () => {
    const [first, ...others] = data;
    const version = first!.versions[0]!;
    const versions = [version, { ...version, inForceFrom: '2024-09-01' }];
    expect(() => parsePrograms([{ ...first, versions }, ...others])).toThrow('order');
    expect(() => parsePrograms([{ ...first, versions: [...versions].reverse() }, ...others])).not.toThrow();
  });
});

describe('programInForce', () => {
  const program: AidProgram = 'COMPULSORY_LIVING_SUBSIDY';
  const [first, ...others] = data;
  const version = first!.versions[0]!;
  const programs = parsePrograms([
    {
      ...first,
      versions: [
        version,
        { ...version, schoolYear: '2026-2027', inForceFrom: '2026-09-01', groups: ['ORPHAN'] },
      ],
    },
    ...others,
  ]);

  it.each([
    ['2025-08-31', undefined],
    ['2025-09-01', '2025-2026'],
    ['2026-08-31', '2025-2026'],
    ['2026-09-01', '2026-2027'],
    ['2031-01-01', '2026-2027'],
  ])('on %s: %s', (onDate, schoolYear) => {
    expect(programInForce(program, onDate, programs)?.schoolYear).toBe(schoolYear);
  });
});
