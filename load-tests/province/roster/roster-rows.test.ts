import { cleanStudentNumber } from '@hearthgate/schema';
import { expect, test } from 'vitest';
import { resultLine } from './result-line.ts';
import { rosterRows } from './roster-rows.ts';

const province = { students: 20_000, seed: 7 };
const rows = [...rosterRows(province, province.students)];

test('a row for each student whose turn it is; a shorter roster is the beginning of a longer one', () => {
  expect(rows).toHaveLength(province.students);
  expect([...rosterRows(province, 3_000)]).toEqual(rows.slice(0, 3_000));
  expect(() => [...rosterRows(province, 20_001)]).toThrow(RangeError);
});

test('what is written is cleaned to what is printed by the schema’s rules, or is no number by them', () => {
  for (const { written, printed, outcome } of rows) {
    const cleaned = cleanStudentNumber({ text: written, kind: 'text' });
    if (outcome === 'INVALID_NUMBER') expect([cleaned.ok, printed]).toEqual([false, written]);
    else expect(cleaned).toMatchObject({ ok: true, value: printed });
  }
});

test('every kind of odd row occurs, and most rows are plain', () => {
  const seen = new Set<string>();
  const repeated = rows.filter(({ printed }) => seen.size === seen.add(printed).size);
  const dressed = rows.filter(({ written, printed }) => written !== printed);
  const of = (outcome: string) => rows.filter((row) => row.outcome === outcome);
  for (const some of [repeated, dressed, of('INVALID_NUMBER'), of('NOT_ON_ROLL')]) {
    expect(some.length).toBeGreaterThan(5);
    expect(some.length).toBeLessThan(400);
  }
});

test('a line of the results has the contract’s columns, empty unless answered', () => {
  const line = (outcome: string) => rows.filter((row) => row.outcome === outcome).map(resultLine)[0];
  expect(line('ANSWERED')).toMatch(
    /^[GJL]\d{17}[\dX]{1,2},ANSWERED(,(YES|NO|UNKNOWN)){5},([A-Z_;]*),(true|false)$/,
  );
  expect(line('NOT_ON_ROLL')).toMatch(/^[GJL]\d{17}[\dX]{1,2},NOT_ON_ROLL,{7}$/);
  expect(line('INVALID_NUMBER')).toMatch(/^[^,]+,INVALID_NUMBER,{7}$/);
});
