import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { askStatuses, type Status } from './ask-statuses.ts';
import { type ExpectedStudent, expectedStudents, importLianhe, lianheFolder } from './lianhe.ts';
import { screeningClient } from './screening-client.ts';
import { type ScreeningWorkerForTests, startSystem, type SystemUnderTest } from './start-system.ts';

let system: SystemUnderTest;
let worker: ScreeningWorkerForTests;
beforeAll(async () => {
  system = await startSystem(inject('postgresUrl'));
  await importLianhe(system);
  worker = await system.startScreeningWorker(1);
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
const [school = ''] = schools;
const rosterOf = (of: string): Promise<string> => readFile(join(lianheFolder, `名单-${of}.csv`), 'utf8');
const parsed = (csv: string): Result[] => parse(csv, { bom: true, columns: true });
const clientOf = (location = school) => screeningClient(system, { role, location, purpose });
const numbersOf = (of: string): string[] =>
  Object.entries(expectedStudents).flatMap(([number, expected]) => (expected.school === of ? number : []));
const rosterWith = (cells: readonly string[]): string =>
  ['student_number', ...cells.map((cell) => `"${cell.replaceAll('"', '""')}"`), ''].join('\r\n');

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

/** A row of results as a single request's answer has it to be. */
function rowOf(answer: Status & Record<string, unknown>): Result {
  const named = ['enrollment', 'povertyRegistry', 'subsistenceAllowance', 'disability', 'orphan'];
  const columns = ['enrollment', 'poverty_registry', 'subsistence_allowance', 'disability', 'orphan'];
  const onRoll = answer.__typename === 'HouseholdStatus';
  const finding = (field: string): string => (answer[field] as { answer: string }).answer;
  return {
    student_number: answer.studentNumber,
    outcome: onRoll ? 'ANSWERED' : 'NOT_ON_ROLL',
    ...Object.fromEntries(columns.map((column, n) => [column, onRoll ? finding(named[n]!) : ''])),
    special_groups: onRoll ? answer.specialGroups.join(';') : '',
    complete: onRoll ? String(answer.complete) : '',
  };
}

test('every roster of the county as a job: each student as expected, each row in its place', async () => {
  const actual: Record<string, unknown> = {};
  await Promise.all(
    schools.map(async (location) => {
      const text = await rosterOf(location);
      const { screening, results } = await clientOf(location).screen(text);
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
        if (expected?.school === location)
          actual[row['student_number']!] = { school: location, ...asExpected(row) };
        else expect(row['outcome']).toBe('NOT_ON_ROLL');
      }
    }),
  );
  expect(actual).toEqual(expectedStudents);
});

test('answers a roster, whatever is in it, as single requests are answered', async () => {
  const own = numbersOf(school).slice(0, 60);
  const strangers = [...numbersOf(schools[1]!).slice(0, 20), 'J999999999999999999', 'L000000000000000001'];
  const cell = fc.oneof(
    { arbitrary: fc.constantFrom(...own), weight: 6 },
    fc.constantFrom(...strangers),
    fc.constantFrom('', '不是学籍号', '=HYPERLINK("x")', 'G990108200801010018', '3.41602E+17', 'a,"b" c'),
  );
  const rosters = fc.array(cell, { minLength: 1, maxLength: 120 });
  await fc.assert(
    fc.asyncProperty(rosters, async (cells) => {
      // A row whose only cell is blank is nobody's.
      const kept = cells.filter((written) => written !== '');
      if (kept.length === 0) return;
      const { results, screening } = await clientOf().screen(rosterWith(cells));
      const asked = [
        ...new Set(
          kept.filter((written) => /^[GJL]\d{17}[\dX]$/.test(written) && written !== 'G990108200801010018'),
        ),
      ];
      const answers = asked.length > 0 ? await askStatuses(system, asked, school) : [];
      const byNumber = new Map(
        answers.map((answer) => [answer.studentNumber, rowOf(answer as Status & Record<string, unknown>)]),
      );
      const expected = kept.map((written): Result => {
        const row = byNumber.get(written);
        if (row) return row;
        const printed = /^[=+\-@]/.test(written) ? `'${written}` : written;
        return {
          ...Object.fromEntries(Object.keys(parsed(results)[0]!).map((column) => [column, ''])),
          student_number: printed,
          outcome: 'INVALID_NUMBER',
        };
      });
      expect(parsed(results)).toEqual(expected);
      expect(screening.summary).toMatchObject({ rows: kept.length, students: asked.length });
    }),
    { numRuns: 6 },
  );
});

test('NDJSON in and out, with a program; and a roster in GB18030', async () => {
  const client = clientOf();
  const numbers = numbersOf(school).slice(0, 5);
  const created = await client.create({ program: 'SENIOR_NATIONAL_GRANT', clientReference: '秋季 2026' });
  expect(created).toMatchObject({ clientReference: '秋季 2026', program: 'SENIOR_NATIONAL_GRANT' });
  const lines = [...numbers.map((studentNumber) => JSON.stringify({ studentNumber })), '', '{"other":1}'];
  await client.upload(created, `${lines.join('\n')}\n`, 'application/x-ndjson');
  const { summary } = await client.wait(created.id);
  expect(summary).toMatchObject({
    rows: 6,
    passedOver: { blank: 1 },
    rejected: [{ line: 7, reason: 'empty' }],
  });
  const rows = (await client.results(created.id, 'application/x-ndjson'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(rows.map((row) => row['studentNumber'])).toEqual([...numbers, '']);
  expect(rows[0]).toMatchObject({ outcome: 'ANSWERED', qualifies: { answer: expect.any(String) as string } });
  expect(parsed(await client.results(created.id))[0]).toHaveProperty('qualifies');

  const header = Buffer.from([0xd1, 0xa7, 0xbc, 0xae, 0xba, 0xc5]);
  const gb18030 = await client.create();
  await client.upload(gb18030, Buffer.concat([header, Buffer.from(`\n${numbers.join('\n')}\n`)]));
  expect(await client.wait(gb18030.id)).toMatchObject({ status: 'COMPLETED', progress: { total: 5 } });
});

describe('a roster that cannot be read', () => {
  test.each([
    ['no column', '姓名,学号\n甲,1\n', 'text/csv', /学籍号/],
    ['no rows', '学籍号\n', 'text/csv', /no rows/],
    ['nothing', '', 'text/csv', /no rows/],
    ['a binary file', 'PK\u0003\u0004\0\0', 'text/csv', /not a text file/],
    [
      'no JSON',
      '{"studentNumber":"x"}\nG990108200801010018\n',
      'application/x-ndjson',
      /line 2 is no JSON object/,
    ],
  ])(
    '%s: FAILED in one line that repeats nothing of it, and all is erased',
    async (_name, roster, type, message) => {
      const client = clientOf();
      const created = await client.create();
      await client.upload(created, roster, type);
      const { status, failure, resultsUrl } = await client.wait(created.id);
      expect({ status, resultsUrl }).toEqual({ status: 'FAILED', resultsUrl: null });
      expect(failure?.code).toBe('ROSTER_UNREADABLE');
      expect(failure?.message).toMatch(message);
      expect(failure?.message).not.toMatch(/\n|990108/);
      await expect(client.results(created.id)).rejects.toThrow('SCREENING_NOT_COMPLETED');
    },
  );
});

test('an agency that is down in mid-run: UNKNOWN and counted, and after resuming as if it had never been', async () => {
  const client = clientOf();
  const { results: undisturbed } = await client.screen(await rosterOf(school));
  system.taps.disability.state = 'breaks';
  const { screening, results } = await client.screen(await rosterOf(school));
  const unknown = parsed(results).filter(({ disability }) => disability === 'UNKNOWN');
  expect(unknown.length).toBeGreaterThan(200);
  expect(screening).toMatchObject({
    status: 'COMPLETED',
    summary: { registersMissing: ['disability'] },
  });
  // Students, where rows may repeat them; the one without an ID number waits for nobody.
  expect(screening.progress.unanswered).toBeGreaterThan(200);
  const { resumeScreening: still } = await client.send<{ resumeScreening: { status: string } }>(
    'resume-screening.graphql',
    { id: screening.id },
  );
  expect(still.status).toBe('RUNNING');
  expect(await client.wait(screening.id)).toMatchObject({ progress: screening.progress });
  system.taps.disability.state = 'passes';
  let resumed = screening;
  // An agency that failed so often is spared for a second before it is asked again.
  while (resumed.progress.unanswered > 0) {
    await client.send('resume-screening.graphql', { id: screening.id });
    resumed = await client.wait(screening.id);
  }
  expect(resumed).toMatchObject({ status: 'COMPLETED', progress: { complete: 302, unanswered: 0 } });
  expect(resumed.summary).toMatchObject({ registersMissing: [] });
  expect(await client.results(screening.id)).toBe(undisturbed);
});

test('an agency that comes back before its last try leaves nothing UNKNOWN', async () => {
  await worker[Symbol.asyncDispose]();
  await using patient = await system.startScreeningWorker(4);
  const client = clientOf();
  system.taps.orphans.state = 'breaks';
  const created = await client.create();
  await client.upload(created, await rosterOf(school));
  await client.wait(created.id, () => system.taps.orphans.asked.length > 0);
  system.taps.orphans.state = 'passes';
  expect(await client.wait(created.id)).toMatchObject({ status: 'COMPLETED', progress: { unanswered: 0 } });
  await patient[Symbol.asyncDispose]();
  worker = await system.startScreeningWorker(1);
});
