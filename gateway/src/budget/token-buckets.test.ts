import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TokenBuckets } from './token-buckets.ts';

test('a burst passes, then one for each interval; the wait it tells is enough and not too long', () => {
  let nowMs = 0;
  const buckets = new TokenBuckets(10, () => nowMs);
  const rate = { perSecond: 4, burst: 3 };
  expect([1, 2, 3].map(() => buckets.take('a', rate))).toEqual([0, 0, 0]);
  const waitMs = buckets.take('a', rate);
  expect(waitMs).toBe(250);
  nowMs += waitMs - 1;
  expect(buckets.take('a', rate)).toBeGreaterThan(0);
  nowMs += 1;
  expect(buckets.take('a', rate)).toBe(0);
  expect(buckets.take('a', rate)).toBeGreaterThan(0);
  expect(buckets.take('another', rate)).toBe(0);
});

test('whatever the times, no more pass in any span than the burst and what the span earns', () => {
  const rate = { perSecond: 5, burst: 7 };
  fc.assert(
    fc.property(fc.array(fc.nat(400), { minLength: 1, maxLength: 60 }), (pausesMs) => {
      let nowMs = 0;
      const buckets = new TokenBuckets(10, () => nowMs);
      const passedAt: number[] = [];
      for (const pauseMs of pausesMs) {
        nowMs += pauseMs;
        if (buckets.take('a', rate) === 0) passedAt.push(nowMs);
      }
      for (const [first, from] of passedAt.entries()) {
        for (const [last, to] of passedAt.entries()) {
          if (last < first) continue;
          const most = rate.burst + ((to - from) / 1000) * rate.perSecond;
          expect(last - first + 1).toBeLessThanOrEqual(most + 1e-9);
        }
      }
    }),
  );
});

test('who keeps to the rate is never refused', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 200, max: 900 }), { maxLength: 60 }), (pausesMs) => {
      let nowMs = 0;
      const buckets = new TokenBuckets(10, () => nowMs);
      for (const pauseMs of pausesMs) {
        nowMs += pauseMs;
        expect(buckets.take('a', { perSecond: 5, burst: 1 })).toBe(0);
      }
    }),
  );
});

test('keys without number do not fill the memory', () => {
  const buckets = new TokenBuckets(2, () => 0);
  const rate = { perSecond: 1, burst: 1 };
  expect(buckets.take('a', rate)).toBe(0);
  expect(buckets.take('a', rate)).toBeGreaterThan(0);
  buckets.take('b', rate);
  buckets.take('c', rate);
  expect(buckets.take('a', rate)).toBe(0);
});
