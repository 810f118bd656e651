import { expect, test } from 'vitest';
import type { MeasuredSize } from './measured-size.ts';
import { measuredForTests as measured } from './measured-for-tests.ts';
import { verdicts } from './verdicts.ts';

const small = measured({ size: 10_000, cpuMs: 300 });
const whole = measured({ size: 2_310_000, cpuMs: 70_000, seconds: 59 });
const verdict = (index: number, ...sizes: readonly MeasuredSize[]): string | undefined =>
  verdicts(sizes)[index];

test('what reaches every target holds every one', () => {
  expect(verdicts([small, whole]).filter((line) => !line.startsWith('- held: '))).toEqual([]);
});

test('a second too long, a megabyte too much, a dearer student, a wrong row and an incomplete one do not hold', () => {
  const size = 2_310_000;
  expect(verdict(0, small, measured({ size, cpuMs: 1, seconds: 61 }))).toContain('**not held**');
  expect(verdict(1, small, measured({ size, cpuMs: 1, megabytes: 513 }))).toContain('gateway had 513 MB');
  expect(verdict(2, small, measured({ size, cpuMs: 140_000 }))).toContain('**not held**');
  expect(verdict(3, small, measured({ size, cpuMs: 1, wrongRows: 1 }))).toContain('**not held**');
  expect(verdict(3, small, measured({ size, cpuMs: 1, incompleteRows: 1 }))).toContain('held: no row');
  expect(verdict(4, small, measured({ size, cpuMs: 1, incompleteRows: 1 }))).toContain('**not held**');
});

test('two workers are held against one, and the cost by size is that with one', () => {
  const two = measured({ size: 2_310_000, cpuMs: 140_000, seconds: 29.5, workers: 2 });
  expect(verdict(2, small, whole, two)).toMatch(/^- held: .* 1\.01 times/);
  expect(verdict(5, small, whole, two)).toBe('- 2,310,000 rows take 2 workers 0.50 times as long as one');
});

test('without the whole province nothing is said to hold of it', () => {
  const half = measured({ size: 1_155_000, cpuMs: 1, seconds: 20 });
  expect(verdict(0, small, half)).toMatch(/^- not measured: .* would take 40 s$/);
});
