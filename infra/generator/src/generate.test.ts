import { expect, test } from 'vitest';
import { parseGenerateOptions } from './generate.ts';

test('reads every option', () => {
  const args =
    '--out d --students 10 --schools 2 --seed 3 --as-of 2026-10-31 --quirks bom,xlsx --registers-size poverty=1.5,orphans=0 --expected ndjson';
  expect(parseGenerateOptions(args.split(' '))).toEqual({
    outDir: 'd',
    students: 10,
    schools: 2,
    seed: 3,
    asOf: '2026-10-31',
    quirks: new Set(['bom', 'xlsx']),
    strangersPerStudent: { poverty: 1.5, orphans: 0 },
    expected: 'ndjson',
  });
  expect(parseGenerateOptions(['--help'])).toBe('help');
});

test.each([
  ['--students 10', '--out'],
  ['--out d --students ten', '--students'],
  ['--out d --quirks bom,typo', 'typo'],
  ['--out d --registers-size poor=1', 'poor'],
  ['--out d --registers-size poverty=much', 'poverty'],
  ['--out d --expected xml', '--expected'],
  ['--out d --size 3', '--size'],
])('%s: names what is at fault', (args, named) => {
  expect(() => parseGenerateOptions(args.split(' '))).toThrow(named);
});
