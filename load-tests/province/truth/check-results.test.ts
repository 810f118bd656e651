import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RESULT_HEADER, resultLine } from '../roster/result-line.ts';
import { rosterRows } from '../roster/roster-rows.ts';
import { checkResults } from './check-results.ts';

const province = { students: 1_000, seed: 7 };
const size = 900;
const right = [`\ufeff${RESULT_HEADER}`, ...[...rosterRows(province, size)].map(resultLine)];
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'province-check-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const check = (lines: readonly string[], end = '\r\n') => {
  const file = join(folder, 'results.csv');
  writeFileSync(file, lines.map((line) => line + end).join(''));
  return checkResults({ province, size, file });
};

test('the results that must come are right, and add up', async () => {
  const { expected, ...found } = await check(right);
  expect(found).toEqual({ wrongRows: 0, incompleteRows: 0, firstWrong: undefined });
  expect(await check(right, '\n')).toMatchObject(found);
  expect(expected.rows).toBe(size);
  expect(Object.values(expected.outcomes).reduce((sum, count) => sum + count)).toBe(size);
  const numbers = right.slice(1).filter((line) => !line.includes(',INVALID_NUMBER,'));
  expect(expected.students).toBe(new Set(numbers).size);
  expect(expected.students).toBeLessThan(numbers.length);
  expect(expected.findings['orphan']).toEqual({
    YES: right.filter((line) => /,ANSWERED(,\w+){4},YES,/.test(line)).length,
    NO: right.filter((line) => /,ANSWERED(,\w+){4},NO,/.test(line)).length,
    UNKNOWN: right.filter((line) => /,ANSWERED(,\w+){4},UNKNOWN,/.test(line)).length,
  });
});

test('one answer that is another is one wrong row, named without its number', async () => {
  const at = right.findIndex((line) => line.includes(',ANSWERED,YES,NO,'));
  const found = await check(right.with(at, (right[at] ?? '').replace(',YES,NO,', ',YES,YES,')));
  expect(found).toMatchObject({
    wrongRows: 1,
    incompleteRows: 0,
    firstWrong: `row ${String(at)}: poverty_registry is "YES" instead of "NO"`,
  });
});

test('an answer that is unknown and says that it is incomplete is not wrong; one that does not say so is', async () => {
  const at = right.findIndex((line) => line.endsWith(',ANSWERED,YES,YES,NO,NO,NO,LIFTED_FROM_POVERTY,true'));
  const number = (right[at] ?? '').split(',')[0] ?? '';
  const of = (rest: string) => check(right.with(at, `${number},ANSWERED,YES,UNKNOWN,NO,NO,NO,${rest}`));
  expect(await of(',false')).toMatchObject({ wrongRows: 0, incompleteRows: 1 });
  expect(await of('LIFTED_FROM_POVERTY,false')).toMatchObject({ wrongRows: 0, incompleteRows: 1 });
  expect(await of(',true')).toMatchObject({ wrongRows: 1, incompleteRows: 0 });
  expect(await of('ORPHAN,false')).toMatchObject({ wrongRows: 1, incompleteRows: 0 });
});

test('a row that is missing, one too many, and two that changed places', async () => {
  expect(await check(right.slice(0, -1))).toMatchObject({
    wrongRows: 1,
    firstWrong: `row ${String(size)} is not there`,
  });
  expect(await check([...right, right[5] ?? ''])).toMatchObject({ wrongRows: 1 });
  const swapped = right.with(10, right[11] ?? '').with(11, right[10] ?? '');
  expect(await check(swapped)).toMatchObject({
    wrongRows: 2,
    firstWrong: 'row 10: another number, or more columns',
  });
  expect(await check(right.with(0, RESULT_HEADER))).toMatchObject({ wrongRows: 1, firstWrong: 'the header' });
});
