import { expect, test } from 'vitest';
import { filterResults } from './result-filter.ts';
import { parseResultLine } from './parse-result-line.ts';
import { remainingSeconds } from './remaining-seconds.ts';
import { writeResultsWorkbook } from './write-results-workbook.ts';
import { readXlsx } from 'hucre/xlsx';

const line = (more: object): string =>
  JSON.stringify({ studentNumber: 'J990108200801010010', outcome: 'ANSWERED', ...more });

test('a row with one unknown answer needs somebody, and says why', () => {
  const yes = { answer: 'YES', unknownReason: null };
  const whole = parseResultLine(line({ enrollment: yes, orphan: yes, complete: true }), 1);
  expect(whole).toMatchObject({ attention: 'none', reason: undefined });
  const unknown = { answer: 'UNKNOWN', unknownReason: 'AGENCY_UNAVAILABLE' };
  const open = parseResultLine(line({ enrollment: yes, orphan: unknown, complete: false }), 2);
  expect(open).toMatchObject({ position: 2, attention: 'unknown', reason: 'AGENCY_UNAVAILABLE' });
  expect(parseResultLine(line({ complete: false }), 3)).toMatchObject({ attention: 'unknown' });
});

test.each([
  ['INVALID_NUMBER', 'invalid'],
  ['NOT_ON_ROLL', 'notOnRoll'],
])('%s needs somebody', (outcome, attention) => {
  expect(parseResultLine(line({ outcome }), 1)).toMatchObject({ attention });
});

test.each([
  '',
  '{}',
  line({ outcome: 'PERHAPS' }),
  line({ orphan: { answer: 'MAYBE', unknownReason: null } }),
])('a line that is not understood is shown to nobody: %s', (text) => {
  expect(() => parseResultLine(text, 1)).toThrow();
});

test('filters let through what they name, in the order that was there', () => {
  const rows = [
    parseResultLine(line({ specialGroups: ['ORPHAN'], complete: true }), 1),
    parseResultLine(line({ specialGroups: [], complete: false }), 2),
    parseResultLine(line({ studentNumber: 'G99', outcome: 'INVALID_NUMBER' }), 3),
  ];
  const shown = (filter: Partial<Parameters<typeof filterResults>[1]>): number[] =>
    filterResults(rows, { attention: undefined, group: undefined, number: '', ...filter }).map(
      ({ position }) => position,
    );
  expect(shown({})).toEqual([1, 2, 3]);
  expect(shown({ attention: 'unknown' })).toEqual([2]);
  expect(shown({ group: 'ORPHAN' })).toEqual([1]);
  expect(shown({ number: ' g9 ' })).toEqual([3]);
  expect(shown({ group: 'ORPHAN', attention: 'invalid' })).toEqual([]);
});

test('the remaining time follows the speed between two samples, and is not made up without one', () => {
  const from = { atMs: 1_000, complete: 100 };
  expect(remainingSeconds(from, { atMs: 11_000, complete: 600 }, 1_100)).toBe(10);
  expect(remainingSeconds(from, { atMs: 11_000, complete: 100 }, 1_100)).toBeUndefined();
  expect(remainingSeconds(from, { atMs: 11_000, complete: 600 }, null)).toBeUndefined();
  expect(remainingSeconds(from, from, 1_100)).toBeUndefined();
});

test('no cell of the workbook is a formula, and a long number stays whole', async () => {
  const rows = [
    ['G990108200805142404', '=1+1'],
    ['@x', '-2'],
    ['+3', 'a\tb'],
  ];
  const blob = await writeResultsWorkbook({ name: 'a/b:c', header: ['=h', 'n'], rows });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const { sheets } = await readXlsx(bytes);
  expect(sheets[0]?.rows).toEqual([
    ["'=h", 'n'],
    ['G990108200805142404', "'=1+1"],
    ["'@x", "'-2"],
    ["'+3", 'a\tb'],
  ]);
});
