import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { type ExpectedStudent, expectedStudents, importLianhe, lianheFolder } from './lianhe.ts';
import { screeningClient } from './screening-client.ts';
import { type ScreeningWorkerForTests, startSystem, type SystemUnderTest } from './start-system.ts';

let system: SystemUnderTest;
let worker: ScreeningWorkerForTests;
beforeAll(async () => {
  system = await startSystem(inject('postgresUrl'));
  await importLianhe(system);
  worker = await system.startScreeningWorker();
});
afterEach(() => {
  for (const tap of Object.values(system.taps)) tap.state = 'passes';
});
afterAll(async () => {
  await worker[Symbol.asyncDispose]();
  await system[Symbol.asyncDispose]();
});

type Result = Record<string, string>;

const purpose = 'AID_ELIGIBILITY';
const role = 'SCHOOL_AID_OFFICE';
const schools = [...new Set(Object.values(expectedStudents).map(({ school }) => school))];
const rosterOf = (school: string): Promise<string> =>
  readFile(join(lianheFolder, `名单-${school}.csv`), 'utf8');
const parsed = (csv: string): Result[] => parse(csv, { bom: true, columns: true });

function asExpected(result: Result): Omit<ExpectedStudent, 'school'> {
  if (result['outcome'] === 'NOT_ON_ROLL') return { outcome: 'NOT_ON_ROLL' };
  return {
    outcome: result['outcome'],
    findings: {
      poverty: result['poverty_registry'],
      subsistence: result['subsistence_allowance'],
      disability: result['disability'],
      orphan: result['orphan'],
    },
    groups: result['special_groups'] === '' ? [] : result['special_groups']!.split(';'),
    complete: result['complete'] === 'true',
  } as ExpectedStudent;
}

test('every roster of the county as a job: each student as expected, each row in its place', async () => {
  const actual: Record<string, unknown> = {};
  for (const school of schools) {
    const client = screeningClient(system, { role, location: school, purpose });
    const text = await rosterOf(school);
    const { screening, results } = await client.screen(text);
    expect(screening).toMatchObject({
      status: 'COMPLETED',
      failure: null,
      progress: { total: 302, complete: 302, unanswered: 0 },
      summary: { rows: 302, outcomes: { invalidNumber: 1 }, registersMissing: [], registersChanged: [] },
    });
    const rows = parsed(results);
    const roster: Result[] = parse(text, { bom: true, columns: true, trim: true });
    expect(rows.map((row) => row['student_number'])).toEqual(roster.map((row) => row['学籍号']));
    for (const row of rows.filter(({ outcome }) => outcome !== 'INVALID_NUMBER')) {
      const expected = expectedStudents[row['student_number']!];
      if (expected?.school === school) actual[row['student_number']!] = { school, ...asExpected(row) };
      else expect(row['outcome']).toBe('NOT_ON_ROLL');
    }
  }
  expect(actual).toEqual(expectedStudents);
});
