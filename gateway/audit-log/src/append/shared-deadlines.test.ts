import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SharedDeadlines } from './shared-deadlines.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a deadline is never early, and at most 20 ms late', () => {
  const deadlines = new SharedDeadlines();
  for (const waitMs of [0, 7, 13, 19]) {
    vi.advanceTimersByTime(waitMs);
    const signal = deadlines.after(1_000);
    vi.advanceTimersByTime(999);
    expect(signal.aborted).toBe(false);
    vi.advanceTimersByTime(22);
    expect(signal.aborted).toBe(true);
  }
});

test('those that end together are one signal and one timer; one that is over is not given again', () => {
  const deadlines = new SharedDeadlines();
  const signals = new Set(Array.from({ length: 1_000 }, () => deadlines.after(1_000)));
  expect(signals.size).toBe(1);
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(1_021);
  expect(vi.getTimerCount()).toBe(0);
  expect(deadlines.after(1_000).aborted).toBe(false);
});
