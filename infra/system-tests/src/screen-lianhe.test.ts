import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { screenRoster, type ScreeningSummary } from '@hearthgate/cli/screen';
import { projectMask } from '@hearthgate/policies/testing';
import { HOUSEHOLD_AGENCIES } from '@hearthgate/schema';
import { parse } from 'csv-parse/sync';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { type ExpectedStudent, expectedStudents, importLianhe, lianheFolder } from './lianhe.ts';
import { startSystem, type SystemUnderTest } from './start-system.ts';

let system: SystemUnderTest;
let folder: string;
beforeAll(async () => {
  system = await startSystem(inject('postgresUrl'));
  await importLianhe(system);
  folder = await mkdtemp(join(tmpdir(), 'hearthgate-test-'));
});
afterEach(() => {
  for (const tap of Object.values(system.taps)) tap.state = 'passes';
});
afterAll(async () => {
  await system[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

type Result = Record<
  | 'student_number'
  | 'outcome'
  | 'poverty_registry'
  | 'subsistence_allowance'
  | 'disability'
  | 'orphan'
  | 'special_groups'
  | 'complete',
  string
>;

const role = 'SCHOOL_AID_OFFICE';
const purpose = 'AID_ELIGIBILITY';
const schools = [...new Set(Object.values(expectedStudents).map(({ school }) => school))];
const rosterOf = (school: string): string => join(lianheFolder, `名单-${school}.csv`);

async function screen(
  school: string,
  onRequest: () => void = () => undefined,
): Promise<{ results: Result[]; summary: ScreeningSummary }> {
  const resultsFile = join(folder, `${school}.csv`);
  const summary = await screenRoster({
    rosterFile: rosterOf(school),
    resultsFile,
    gatewayUrl: system.url,
    token: () => {
      onRequest();
      return system.issuer.sign({ role, location: school, purpose });
    },
    client: 'test-client',
    mask: projectMask(role, purpose)!,
  });
  const results: Result[] = parse(await readFile(resultsFile), { bom: true, columns: true });
  return { results, summary };
}

function asExpected(result: Result): Omit<ExpectedStudent, 'school'> {
  if (result.outcome === 'NOT_ON_ROLL') return { outcome: 'NOT_ON_ROLL' };
  return {
    outcome: result.outcome,
    findings: {
      poverty: result.poverty_registry,
      subsistence: result.subsistence_allowance,
      disability: result.disability,
      orphan: result.orphan,
    },
    groups: result.special_groups === '' ? [] : result.special_groups.split(';'),
    complete: result.complete === 'true',
  } as ExpectedStudent;
}

test('every roster of the county, through the gateway: each student as expected, each row in its place', async () => {
  const actual: Record<string, unknown> = {};
  for (const school of schools) {
    const { results, summary } = await screen(school);
    const roster: Record<'学籍号', string>[] = parse(await readFile(rosterOf(school)), {
      bom: true,
      columns: true,
      trim: true,
    });
    expect(results.map((result) => result.student_number)).toEqual(roster.map((row) => row['学籍号']));
    // Its students, a stranger and a broken row.
    const { broken = [], fine = [] } = Object.groupBy(results, ({ outcome }) =>
      outcome === 'INVALID_NUMBER' ? 'broken' : 'fine',
    );
    expect(broken.map(({ student_number }) => student_number)).toEqual(['不是学籍号']);
    for (const result of fine) {
      const expected = expectedStudents[result.student_number];
      if (expected?.school === school) actual[result.student_number] = { school, ...asExpected(result) };
      else expect(result.outcome).toBe('NOT_ON_ROLL');
    }
    expect(summary).toMatchObject({ rows: 302, outcomes: { INVALID_NUMBER: 1 }, registersMissing: [] });
  }
  expect(actual).toEqual(expectedStudents);
  expect(Object.keys(actual)).toHaveLength(1200);
});

test('an agency that is down: UNKNOWN, counted with its reason, and the other findings as they were', async () => {
  const [school] = schools;
  const { results: whole } = await screen(school!);
  system.taps.disability.state = 'breaks';
  const { results, summary } = await screen(school!);
  const untouched = (rows: Result[]): string[][] =>
    rows.map((row) => [
      row.student_number,
      row.outcome,
      row.poverty_registry,
      row.subsistence_allowance,
      row.orphan,
    ]);
  expect(untouched(results)).toEqual(untouched(whole));
  const answered = results.filter(({ outcome }) => outcome === 'ANSWERED');
  expect(new Set(answered.map(({ disability, complete }) => `${disability} ${complete}`))).toEqual(
    new Set(['UNKNOWN false']),
  );
  const { UNKNOWN, unknownReasons } = summary.findings['disability']!;
  expect(UNKNOWN).toBe(answered.length);
  expect(unknownReasons?.['AGENCY_UNAVAILABLE']).toBeGreaterThan(0);
  expect(summary.registersMissing).toEqual(['disability']);
  expect(summary.incomplete).toBe(answered.length);
  expect(summary.registers.map(({ agency }) => agency)).toEqual(
    ['enrollment', ...HOUSEHOLD_AGENCIES].filter((agency) => agency !== 'disability'),
  );
});

test('enrollment that comes back a moment later leaves nothing UNKNOWN', async () => {
  const [school] = schools;
  const { results: whole } = await screen(school!);
  let requests = 0;
  system.taps.enrollment.state = 'breaks';
  // The registers, the roster's two chunks, and what comes then is asked again.
  const back = (): void => {
    requests += 1;
    if (requests === 4) system.taps.enrollment.state = 'passes';
  };
  expect((await screen(school!, back)).results).toEqual(whole);
});
