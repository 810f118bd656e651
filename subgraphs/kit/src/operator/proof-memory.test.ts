import { randomBytes } from 'node:crypto';
import type { UsedProof } from '@hearthgate/access-token';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { limits } from '../service/limits.ts';
import { proofMemory } from './proof-memory.ts';

const startMs = 1_790_000_000_000;
beforeEach(() => {
  vi.useFakeTimers({ now: startMs, toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const proof = (usableForSeconds = 60): UsedProof => ({
  hash: randomBytes(32),
  usableUntilSeconds: Date.now() / 1000 + usableForSeconds,
});

test('a proof is good once, until nobody would take it any more', async () => {
  const memory = proofMemory();
  const [one, other] = [proof(), proof()];
  expect(await memory.isFirstUse(one)).toBe(true);
  expect(await memory.isFirstUse(one)).toBe(false);
  expect(await memory.isFirstUse(other)).toBe(true);
  vi.setSystemTime(startMs + 60_000);
  expect(await memory.isFirstUse(one)).toBe(false);
});

test('full of proofs that are still good, it takes none, and later as ever', async () => {
  const memory = proofMemory();
  for (let n = 0; n < limits.operator.maxUsedProofs; n += 1)
    await memory.isFirstUse(proof(n === 0 ? 120 : 60));
  const late = proof(120);
  const full = { code: 'PROOFS_UNAVAILABLE', httpStatus: 503, headers: { 'retry-after': '60' } };
  await expect(memory.isFirstUse(late)).rejects.toMatchObject(full);
  vi.setSystemTime(startMs + 60_001);
  expect(await memory.isFirstUse(late)).toBe(true);
  expect(await memory.isFirstUse(late)).toBe(false);
});
