import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { xlsxOf } from '@hearthgate/table/testing';
import { parse } from 'csv-parse/sync';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { startCuttingProxy } from './cutting-proxy.ts';
import { expectedStudents, lianheFolder } from './lianhe.ts';
import { type Desk, openDesk, openScreeningOffice, school, type ScreeningOffice } from './screen-as-user.ts';
import type { ScreeningWorkerForTests } from './start-system.ts';

// Of a whole system, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let office: ScreeningOffice;
let worker: ScreeningWorkerForTests;
let rosterText: string;
let desk: Desk;
beforeAll(async () => {
  office = await openScreeningOffice(inject('postgresUrl'));
  worker = await office.startWorker();
  rosterText = await readFile(join(lianheFolder, `名单-${school}.csv`), 'utf8');
});
afterAll(async () => {
  await worker.close();
  await office[Symbol.asyncDispose]();
});
beforeEach(async () => {
  desk = await openDesk(office, rosterText);
});
afterEach(() => desk[Symbol.asyncDispose]());

const asSchool = '--client school --purpose AID_ELIGIBILITY';

/** What stands behind a number of the school's roster. */
function expectedCells(number: string): (string | undefined)[] {
  const expected = expectedStudents[number];
  if (expected?.school === school && expected.outcome === 'ANSWERED') {
    const { poverty, subsistence, disability, orphan } = expected.findings!;
    const groups = expected.groups!.join(';');
    return ['ANSWERED', 'YES', poverty, subsistence, disability, orphan, groups, String(expected.complete)];
  }
  const outcome = number === '不是学籍号' ? 'INVALID_NUMBER' : 'NOT_ON_ROLL';
  return [outcome, ...Array.from({ length: 7 }, () => '')];
}

describe('the results', () => {
  test('hold each row of the roster in its place, as the register has it, with a summary beside them', async () => {
    const { out, err, error, exitCode } = await desk.screen(asSchool);
    expect({ err, error, exitCode }).toEqual({ err: '', error: undefined, exitCode: undefined });
    expect(out).toMatch(/^roster\.csv: screened into results\.csv\nrows +302\n {2}ANSWERED +\d+\n/);
    expect(out).toMatch(/REGISTER +AS OF +ACCEPTED +REJECTED\n/);
    const roster: Record<'学籍号', string>[] = parse(rosterText, { bom: true, columns: true, trim: true });
    const [header, ...rows] = await desk.resultRows();
    expect(header?.join(',')).toBe(
      'student_number,outcome,enrollment,poverty_registry,subsistence_allowance,disability,orphan,special_groups,complete',
    );
    expect(rows.map(([number]) => number)).toEqual(roster.map((row) => row['学籍号']));
    for (const [number = '', ...cells] of rows) expect(cells).toEqual(expectedCells(number));
    expect(await desk.summary()).toMatchObject({
      roster: 'roster.csv',
      results: 'results.csv',
      client: 'school',
      purpose: 'AID_ELIGIBILITY',
      program: null,
      rows: 302,
      outcomes: { INVALID_NUMBER: 1 },
      rejected: [{ column: 'student_number', line: expect.any(Number) as unknown }],
      registersMissing: [],
      registersChanged: [],
    });
    expect(JSON.stringify(await desk.summary())).not.toMatch(/\d{17}/);
    expect(await desk.files()).toEqual(['results.csv', 'results.csv.summary.json', 'roster.csv']);
    expect((await stat(desk.results)).mode & 0o777).toBe(0o600);
  });

  test('of rows that are no number are as they were written, and a formula is harmless', async () => {
    const [number = ''] = Object.keys(expectedStudents);
    await writeFile(
      desk.roster,
      `姓名,学籍号\n甲,'${number.slice(0, 5)} ${number.slice(5).toLowerCase()}\n戊,"a ""b"",c"\n己,=1+1\n庚,"x\ny"\n,\n辛,\n`,
    );
    await desk.screen(asSchool);
    const lines = (await desk.resultsText()).split('\n');
    expect(lines[0]).toMatch(/^\ufeffstudent_number,outcome,/);
    expect(lines[1]?.slice(0, 20)).toBe(`${number},`);
    expect(lines.slice(2)).toEqual([
      '"a ""b"",c",INVALID_NUMBER,,,,,,,',
      "'=1+1,INVALID_NUMBER,,,,,,,",
      '"x',
      'y",INVALID_NUMBER,,,,,,,',
      ',INVALID_NUMBER,,,,,,,',
      '',
    ]);
    expect(await desk.summary()).toMatchObject({ rows: 5, passedOver: { title: 0, blank: 1, total: 0 } });
  });

  test('of a spreadsheet are those of the same numbers in CSV; its own lines are reported', async () => {
    await desk.screen(asSchool);
    const [csv, ofCsv] = [await desk.resultsText(), await desk.summary()];
    const numbers = (await desk.resultRows()).slice(1).map(([number = '']) => number);
    const cell = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
    const rows = numbers.map((number) => `<row>${cell(number)}</row>`).join('');
    const sheet = `<row>${cell('高一名单')}</row><row>${cell('学籍号')}</row>${rows}`;
    await writeFile(desk.roster, xlsxOf({ sheets: [sheet] }));
    await desk.screen(asSchool);
    expect(await desk.resultsText()).toBe(csv);
    const { outcomes, findings, specialGroups, rejected } = await desk.summary();
    expect({ outcomes, findings, specialGroups }).toEqual({
      outcomes: ofCsv['outcomes'],
      findings: ofCsv['findings'],
      specialGroups: ofCsv['specialGroups'],
    });
    const line = numbers.indexOf('不是学籍号') + 3;
    expect(rejected).toEqual([{ line, column: 'student_number', reason: expect.any(String) as unknown }]);
  });

  test('for a program, and with --json the summary on paper', async () => {
    const { out } = await desk.screen(
      `--json --client school --purpose FEE_WAIVER --program SENIOR_TUITION_WAIVER`,
    );
    expect(JSON.parse(out)).toEqual(await desk.summary());
    const { qualifies } = (await desk.summary()) as { qualifies: { YES: number } };
    const rows = await desk.resultRows();
    expect(rows[0]?.at(-1)).toBe('qualifies');
    expect(rows.filter((row) => row.at(-1) === 'YES')).toHaveLength(qualifies.YES);
    expect(new Set(rows.slice(1).flatMap((row) => row.slice(2, -1)))).toEqual(new Set(['']));
  });

  test('for a program that the purpose does not show have an empty column, and it is said', async () => {
    await writeFile(desk.roster, `学籍号\n"a\nb"\n${Object.keys(expectedStudents).slice(0, 3).join('\n')}\n`);
    const { err, error } = await desk.screen(
      '--client center --purpose ENROLLMENT_CHECK --program SENIOR_TUITION_WAIVER',
    );
    expect(error).toBeUndefined();
    expect(err).toBe('ENROLLMENT_CHECK does not show who qualifies: that column stays empty\n');
    const rows = await desk.resultRows();
    expect(rows.map((row) => row.at(-1))).toEqual(['qualifies', '', '', '', '']);
    expect(rows[1]).toEqual(['a\nb', 'INVALID_NUMBER', '', '', '', '', '', '', '', '']);
    expect(await desk.summary()).not.toHaveProperty('qualifies');
  });

  test('of a sender-constrained client are those of any other', async () => {
    await desk.screen(asSchool);
    const ofSchool = await desk.resultsText();
    const { error } = await desk.screen('--client bound --purpose AID_ELIGIBILITY');
    expect(error).toBeUndefined();
    expect(await desk.resultsText()).toBe(ofSchool);
  });
});

describe('a network that breaks', () => {
  test('in the middle of the upload and of the results: they go on, and nothing is lost or doubled', async () => {
    await desk.screen(asSchool);
    const whole = await desk.resultsText();
    const proxy = await startCuttingProxy(office.system.url);
    proxy.cutsUpwards.push(4_000, 3_000);
    proxy.cutsDownwards.push(9_000, 12_000);
    const { error } = await desk.screen(asSchool, undefined, proxy.url);
    expect(error).toBeUndefined();
    expect([...proxy.cutsUpwards, ...proxy.cutsDownwards]).toEqual([]);
    expect(await desk.resultsText()).toBe(whole);
    await proxy[Symbol.asyncDispose]();
  });
});
