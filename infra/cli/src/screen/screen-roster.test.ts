import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectMask } from '@hearthgate/policies/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type GatewayForTests, startGatewayForTests } from './gateway-for-tests.ts';
import {
  prepareScreening,
  rosterOf as roster,
  type ScreeningForTests,
  studentNumber as number,
} from './screening-for-tests.ts';

let gateway: GatewayForTests;
let screening: ScreeningForTests;
beforeAll(async () => {
  gateway = await startGatewayForTests();
});
afterAll(() => gateway[Symbol.asyncDispose]());
beforeEach(async () => {
  screening = await prepareScreening(gateway.url);
  gateway.requests.length = 0;
  gateway.instead = () => undefined;
});
afterEach(() => screening[Symbol.asyncDispose]());

describe('the results', () => {
  test('hold each row as contract.md says, byte by byte', async () => {
    const summary = await screening.screen(
      `姓名,学籍号,备注\n甲,'Ｊ9901 08200801010010,a\n乙,G990108200805142404,b\n丙,G990108200909054289,c\n丁,G990108200805142403,d\n戊,"a ""b"",c",e\n己,=1+1,f\n,,g\n`,
    );
    expect(await readFile(screening.resultsFile, 'utf8')).toBe(
      [
        '\ufeffstudent_number,outcome,enrollment,poverty_registry,subsistence_allowance,disability,orphan,special_groups,complete',
        'J990108200801010010,ANSWERED,YES,YES,NO,NO,NO,CHILD_OF_DISABLED;POVERTY_PRONE,true',
        'G990108200805142404,ANSWERED,YES,NO,NO,NO,NO,,true',
        'G990108200909054289,INVALID_NUMBER,,,,,,,',
        'G990108200805142403,INVALID_NUMBER,,,,,,,',
        '"a ""b"",c",INVALID_NUMBER,,,,,,,',
        "'=1+1,INVALID_NUMBER,,,,,,,",
        ',INVALID_NUMBER,,,,,,,',
        '',
      ].join('\n'),
    );
    expect(summary).toMatchObject({ rows: 7, outcomes: { ANSWERED: 2, NOT_ON_ROLL: 0, INVALID_NUMBER: 5 } });
  });

  test('keep order and repeats over many chunks that come back in any order', async () => {
    const cells = Array.from({ length: 1_450 }, (_, n) =>
      n % 7 === 3 ? `坏行 ${String(n)}` : number(n % 400),
    );
    let inFlight = 0;
    let most = 0;
    gateway.instead = async ({ variables }) => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      // Earlier chunks take longer.
      const first = cells.indexOf(variables.studentNumbers?.[0] ?? '');
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, 60 - first / 10)));
      inFlight -= 1;
      return undefined;
    };
    const summary = await screening.screen(roster(cells));
    expect(await screening.firstCells()).toEqual(cells);
    expect(summary.rows).toBe(1_450);
    const sizes = gateway.chunks().map(({ variables }) => variables.studentNumbers!.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(200);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(
      cells.filter((cell) => !cell.startsWith('坏')).length,
    );
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(4);
  });

  test('of a chunk without a single number need no request', async () => {
    await screening.screen(roster(Array.from({ length: 450 }, () => 'x')));
    expect(gateway.chunks()).toEqual([]);
    expect(await screening.firstCells()).toHaveLength(450);
  });

  test('replace older ones only when they are complete', async () => {
    await writeFile(screening.resultsFile, 'older');
    gateway.instead = async ({ variables }) => {
      if (variables.studentNumbers) expect(await readFile(screening.resultsFile, 'utf8')).toBe('older');
      return undefined;
    };
    await screening.screen(roster([number(1)]));
    expect(await screening.firstCells()).toEqual([number(1)]);
    expect((await stat(screening.resultsFile)).mode & 0o777).toBe(0o600);
    expect((await readdir(screening.folder)).sort()).toEqual([
      'results.csv',
      'results.csv.summary.json',
      'roster.csv',
    ]);
  });
});

describe('the mask', () => {
  test('of ENROLLMENT_CHECK asks for enrollment alone, and leaves every other column empty', async () => {
    const mask = projectMask('AID_CENTER', 'ENROLLMENT_CHECK')!;
    const summary = await screening.screen(roster([number(1)]), { mask, program: 'SENIOR_NATIONAL_GRANT' });
    expect((await screening.results())[1]).toEqual([
      number(1),
      'ANSWERED',
      'YES',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
    ]);
    const [{ query, variables } = { query: '', variables: {} }] = gateway.chunks();
    expect(query).not.toMatch(
      /povertyRegistry|subsistence|disability|orphan|specialGroups|complete|qualifies/,
    );
    expect(variables).not.toHaveProperty('program');
    expect(summary).not.toHaveProperty('complete');
    expect(summary).not.toHaveProperty('specialGroups');
    expect(Object.keys(summary.findings)).toEqual(['enrollment']);
  });

  test('of FEE_WAIVER asks whether they qualify and nothing else', async () => {
    const mask = projectMask('SCHOOL_AID_OFFICE', 'FEE_WAIVER')!;
    const summary = await screening.screen(roster([number(1)]), { mask, program: 'SENIOR_TUITION_WAIVER' });
    expect((await screening.results()).map((row) => row.at(-1))).toEqual(['qualifies', 'YES']);
    expect((await screening.results())[1]!.slice(2, -1)).toEqual(['', '', '', '', '', '', '']);
    expect(gateway.chunks()[0]!.query).not.toMatch(/enrollment|complete/);
    expect(gateway.chunks()[0]!.variables.program).toBe('SENIOR_TUITION_WAIVER');
    expect(summary.qualifies).toEqual({ YES: 1, NO: 0, UNKNOWN: 0 });
  });
});

describe('the summary', () => {
  test('beside the results is what is returned, with counts and no number', async () => {
    const summary = await screening.screen(roster([number(1), number(2), 'J990108200801010109', '=x']));
    const text = await readFile(`${screening.resultsFile}.summary.json`, 'utf8');
    expect(JSON.parse(text)).toEqual(summary);
    expect(summary).toMatchObject({
      roster: 'roster.csv',
      results: 'results.csv',
      client: 'school',
      purpose: 'AID_ELIGIBILITY',
      program: null,
      rows: 4,
      outcomes: { ANSWERED: 2, NOT_ON_ROLL: 1, INVALID_NUMBER: 1 },
      findings: { poverty_registry: { YES: 2, NO: 0, UNKNOWN: 0 }, orphan: { YES: 0, NO: 2, UNKNOWN: 0 } },
      specialGroups: { CHILD_OF_DISABLED: 2, POVERTY_PRONE: 2 },
      complete: 2,
      incomplete: 0,
      rejected: [{ line: 5, column: 'student_number', reason: expect.any(String) as unknown }],
      registers: [{ agency: 'disability', asOf: '2026-11-01', accepted: 312, rejected: 4 }],
      registersMissing: ['enrollment', 'poverty-registry', 'subsistence-allowance', 'orphans'],
    });
    expect(text).not.toMatch(/\d{10}/);
    expect(summary).not.toHaveProperty('qualifies');
  });
});

test('stopped in the middle, it leaves nothing behind', async () => {
  const stopping = new AbortController();
  gateway.instead = ({ variables }) => {
    if (variables.studentNumbers?.includes(number(450)) !== true) return undefined;
    stopping.abort();
    return { body: 'silence' };
  };
  const cells = Array.from({ length: 900 }, (_, n) => number(n));
  await expect(screening.screen(roster(cells), { signal: stopping.signal })).rejects.toThrow();
  expect(await readdir(screening.folder)).toEqual(['roster.csv']);
});

test('a part left by a killed screening is no hindrance; two into one file do not mix', async () => {
  await writeFile(`${screening.resultsFile}.part`, 'half');
  await screening.screen(roster([number(1)]));
  expect(await screening.firstCells()).toEqual([number(1)]);

  // The second one starts while the first waits for its answer.
  let second: Promise<unknown> | undefined;
  gateway.instead = async ({ variables }) => {
    if (variables.studentNumbers?.[0] !== number(2)) return undefined;
    second = screening.screen(roster([number(3)]), { rosterFile: join(screening.folder, 'other.csv') });
    await second;
    return undefined;
  };
  await expect(screening.screen(roster([number(2)]))).rejects.toMatchObject({ code: 'RESULTS_UNUSABLE' });
  await second;
  expect(await screening.firstCells()).toEqual([number(3)]);
});

test.each([
  ['a folder that is not there', 'nowhere/results.csv', /no such folder/],
  ['a folder', '.', /a folder; name a file/],
])('results into %s: one line', async (_name, name, message) => {
  const attempt = screening.screen(roster([number(1)]), { resultsFile: join(screening.folder, name) });
  await expect(attempt).rejects.toThrow(message);
  await expect(attempt).rejects.toMatchObject({ code: 'RESULTS_UNUSABLE' });
});
