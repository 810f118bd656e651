import { AID_PROGRAMS, HOUSEHOLD_AGENCIES } from '@hearthgate/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DerivedStatus, deriveStatus } from './derive-status.ts';
import { type Evidence, SOURCE_OF_AGENCY } from './evidence.ts';
import { anyEvidence, NOBODY_LISTED, without } from './evidence-for-tests.ts';
import { SourceNotAsked } from './source-not-asked.ts';
import { type DerivedField, SOURCES_OF_FIELD } from './sources-of-field.ts';
import type { SourceNeeds } from './sources-of-groups.ts';
import { sourcesOfProgram } from './sources-of-program.ts';
import { unionOfSources } from './union-of-sources.ts';

const TODAY = '2026-11-22';
const BOTH = 'STUDENT_AND_GUARDIANS';

/** What a gateway that asked exactly these sources holds of the evidence. */
function asked(evidence: Evidence, needs: SourceNeeds): Evidence {
  const entries: [string, unknown][] = [];
  for (const agency of HOUSEHOLD_AGENCIES) {
    const source = evidence[SOURCE_OF_AGENCY[agency]];
    if (needs[agency] === undefined || source === undefined) continue;
    const whole = !source.known || needs[agency] === BOTH;
    entries.push([SOURCE_OF_AGENCY[agency], whole ? source : without(source, 'guardians')]);
  }
  return { enrollment: evidence.enrollment, ...(Object.fromEntries(entries) as Partial<Evidence>) };
}

type Read = (status: DerivedStatus) => unknown;
const fields = (Object.keys(SOURCES_OF_FIELD) as DerivedField[]).filter((field) => field !== 'studentNumber');
const table: [string, SourceNeeds, Read][] = [
  ...fields.map((field): [string, SourceNeeds, Read] => [
    field,
    SOURCES_OF_FIELD[field],
    (status) => status[field],
  ]),
  ...AID_PROGRAMS.map((program): [string, SourceNeeds, Read] => [
    program,
    sourcesOfProgram(program, TODAY),
    (status) => status.qualifies(program),
  ]),
];

describe('the sources of a field', () => {
  it('are the fewest of the specification', () => {
    expect(SOURCES_OF_FIELD.studentNumber).toEqual({});
    expect(SOURCES_OF_FIELD.enrollment).toEqual({});
    expect(SOURCES_OF_FIELD.povertyRegistry).toEqual({ 'poverty-registry': BOTH });
    expect(SOURCES_OF_FIELD.subsistenceAllowance).toEqual({ 'subsistence-allowance': BOTH });
    expect(SOURCES_OF_FIELD.disability).toEqual({ disability: 'STUDENT' });
    expect(SOURCES_OF_FIELD.orphan).toEqual({ orphans: 'STUDENT' });
    expect(SOURCES_OF_FIELD.specialGroups).toEqual({
      'poverty-registry': BOTH,
      'subsistence-allowance': BOTH,
      disability: BOTH,
      orphans: 'STUDENT',
    });
    expect(sourcesOfProgram('SENIOR_TUITION_WAIVER', TODAY)).toEqual({
      'poverty-registry': BOTH,
      'subsistence-allowance': BOTH,
      disability: 'STUDENT',
    });
    expect(sourcesOfProgram('COMPULSORY_LIVING_SUBSIDY', TODAY)).toEqual({
      'poverty-registry': BOTH,
      'subsistence-allowance': BOTH,
      disability: 'STUDENT',
      orphans: 'STUDENT',
    });
    expect(sourcesOfProgram('SENIOR_NATIONAL_GRANT', TODAY)).toEqual(SOURCES_OF_FIELD.specialGroups);
    expect(sourcesOfProgram('SENIOR_NATIONAL_GRANT', '2000-01-01')).toEqual({});
  });

  it.each(table)('suffice for %s, and give what all sources would give', (_name, needs, read) => {
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        expect(read(deriveStatus(asked(evidence, needs), TODAY))).toEqual(
          read(deriveStatus(evidence, TODAY)),
        );
      }),
    );
  });

  it.each(table)(
    'are all needed for %s: without one, or without its guardians, it is not derived',
    (_name, needs, read) => {
      for (const agency of HOUSEHOLD_AGENCIES) {
        if (needs[agency] === undefined) continue;
        expect(() => read(deriveStatus(asked(NOBODY_LISTED, without(needs, agency)), TODAY))).toThrow(
          SourceNotAsked,
        );
        if (needs[agency] !== BOTH) continue;
        const studentOnly: SourceNeeds = { ...needs, [agency]: 'STUDENT' };
        expect(() => read(deriveStatus(asked(NOBODY_LISTED, studentOnly), TODAY))).toThrow(SourceNotAsked);
      }
    },
  );
});

describe('unionOfSources', () => {
  it('asks of each agency what the most demanding field needs', () => {
    expect(unionOfSources([])).toEqual({});
    expect(unionOfSources([SOURCES_OF_FIELD.disability, SOURCES_OF_FIELD.orphan])).toEqual({
      disability: 'STUDENT',
      orphans: 'STUDENT',
    });
    const all = [SOURCES_OF_FIELD.specialGroups, SOURCES_OF_FIELD.disability];
    expect(unionOfSources(all)).toEqual(SOURCES_OF_FIELD.specialGroups);
    expect(unionOfSources(all.reverse())).toEqual(SOURCES_OF_FIELD.specialGroups);
  });
});
