import { type Cell, checkCharacter } from '@hearthgate/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { limits } from '../../limits.ts';
import { RosterChunk } from './roster-chunk.ts';
import { type CutChunk, RosterCutter } from './roster-cutter.ts';

const number = (n: number): string => `J${String(n).padStart(18, '0')}`;
const text = (written: string): Cell => ({ text: written, kind: 'text' });

function cut(
  cells: readonly string[],
  zerosAreSuspect = false,
): { chunks: CutChunk[]; cutter: RosterCutter } {
  const cutter = new RosterCutter({ zerosAreSuspect });
  const chunks: CutChunk[] = [];
  for (const [index, cell] of cells.entries())
    chunks.push(...[cutter.take(index + 2, text(cell)) ?? []].flat());
  chunks.push(...[cutter.last() ?? []].flat());
  return { chunks, cutter };
}

/** The rows of all chunks, as they read back: a number, or the text of a cell that is none. */
function rowsOf(chunks: readonly CutChunk[]): string[] {
  const students: string[] = [];
  const rows: string[] = [];
  for (const { bytes } of chunks) {
    const chunk = new RosterChunk(bytes);
    students.push(...chunk.numbers());
    const first = students.length - chunk.students;
    chunk.visit({
      newStudent: (index) => void rows.push(students[first + index]!),
      seenStudent: (ordinal, again) => {
        expect(students[ordinal]).toBe(again);
        rows.push(again);
      },
      invalid: (written) => void rows.push(`invalid ${written}`),
    });
  }
  expect(new Set(students).size).toBe(students.length);
  return rows;
}

const cell = fc.oneof(
  fc.nat(300).map(number),
  fc.constantFrom('', '不是学籍号', '=1+1', 'J12', '3.41602E+17', 'x'.repeat(500)),
  fc.nat(300).map((n) => ` ${number(n).toLowerCase()}\u3000`),
);

test('every row of a roster stands in its chunks, in order, and every student once among the new ones', () => {
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 400 }), (cells) => {
      const { chunks, cutter } = cut(cells);
      const expected = cells.map((written) => {
        const cleaned = written.trim().toUpperCase();
        return /^J\d{18}$/.test(cleaned) ? cleaned : `invalid ${written}`;
      });
      expect(rowsOf(chunks)).toEqual(expected);
      expect(cutter.rows).toBe(cells.length);
      expect(cutter.rejected).toHaveLength(expected.filter((row) => row.startsWith('invalid')).length);
    }),
  );
});

test('a chunk holds no more students, rows or bytes than it may', () => {
  const { studentsPerChunk, rowsPerChunk } = limits.screening;
  const students = cut(Array.from({ length: studentsPerChunk * 2 + 1 }, (_, n) => number(n))).chunks;
  expect(students.map((chunk) => chunk.students)).toEqual([studentsPerChunk, studentsPerChunk, 1]);
  const repeats = cut(Array.from({ length: rowsPerChunk + 1 }, () => number(1))).chunks;
  expect(repeats.map(({ rows, students: own }) => [rows, own])).toEqual([
    [rowsPerChunk, 1],
    [1, 0],
  ]);
  const long = cut(Array.from({ length: 10 }, () => 'x'.repeat(1_000_000))).chunks;
  expect(long.length).toBeGreaterThan(1);
});

test('numbers that end in 000: with a warning; where one of them fails, the roster is to be cut again without them', () => {
  const days = Array.from({ length: 28 }, (_, n) => `990108200801${String(n + 1).padStart(2, '0')}200`);
  const right = `G${days.find((day) => checkCharacter(day) === '0')!}0`;
  const wrong = `G${days.find((day) => checkCharacter(day) !== '0')!}0`;
  const alone = cut([right]).cutter;
  expect(alone).toMatchObject({ zerosFailed: false, rejected: [], warnings: [{ line: 2 }] });
  expect(cut([right, wrong, number(1)]).cutter.zerosFailed).toBe(true);
  const suspect = cut([right, wrong, number(1)], true);
  expect(rowsOf(suspect.chunks)).toEqual([`invalid ${right}`, `invalid ${wrong}`, number(1)]);
  expect(suspect.cutter.rejected.map(({ line }) => line)).toEqual([2, 3]);
});

test('no report of a row repeats what stands in it', () => {
  const written = 'G990108200801010018';
  const { rejected } = cut([written, `${written}9`, 'abc']).cutter;
  expect(rejected).toHaveLength(3);
  expect(JSON.stringify(rejected)).not.toMatch(/990108|abc/);
});
