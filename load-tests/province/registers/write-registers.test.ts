import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HEADERS, type RegisterName } from './register-lines.ts';
import { registerFile, writeRegisters } from './write-registers.ts';

let folder: string;
const province = { students: 11_550, seed: 7 };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'province-registers-'));
  await writeRegisters({ province, folder, signal: new AbortController().signal });
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const rowsOf = (name: RegisterName): string[][] =>
  readFileSync(registerFile(folder, name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));

test.each(Object.keys(HEADERS) as RegisterName[])('every row of %s has a cell for each column', (name) => {
  const [header, ...rows] = rowsOf(name);
  expect(header?.join(',')).toBe(HEADERS[name]);
  expect(rows.filter(({ length }) => length !== header?.length)).toEqual([]);
});

test('registers have their share of a whole province’s people', () => {
  const people = (name: RegisterName, columns: number[]): number =>
    rowsOf(name)
      .slice(1)
      .flatMap((row) => columns.filter((column) => row[column] !== '')).length;
  // Half a hundredth of them; a household of several goes in whole.
  expect(people('poverty-registry', [3])).toBe(7_500);
  expect(people('subsistence-allowance', [1, 5, 6, 7, 8, 9, 10, 11, 12]) - 4_000).toBeOneOf([0, 1]);
  expect(people('disability', [1])).toBe(3_350);
  expect(people('orphans', [1])).toBe(300);
  expect(people('enrollment', [6])).toBe(11_550);
});
