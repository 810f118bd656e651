import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limits } from '../limits.ts';
import { addSigningKey } from './add-signing-key.ts';
import { signingKeyStates } from './signing-key-states.ts';

const start = Date.parse('2026-11-22T08:00:00.000Z');
const key = (afterMs: number): { createdAt: string } => ({
  createdAt: new Date(start + afterMs).toISOString(),
});
const { signingKeyLeadMs: lead, signingKeyRetentionMs: retention } = limits;

describe('a rotation', () => {
  const keys = [key(0), key(10_000)];
  test.each([
    ['the only key signs at once', [key(0)], 0, ['current']],
    ['a new key is published and does not sign yet', keys, 10_000, ['current', 'next']],
    ['it signs when every gateway has published it', keys, 10_000 + lead, ['previous', 'current']],
    ['the old one stays for its last tokens', keys, 10_000 + lead + retention - 1, ['previous', 'current']],
    ['and then goes', keys, 10_000 + lead + retention, ['retired', 'current']],
    ['a key in haste after another', [...keys, key(11_000)], 12_000, ['current', 'next', 'next']],
  ] as const)('%s', (_name, stored, afterMs, states) => {
    expect(signingKeyStates(stored, start + afterMs)).toEqual(states);
  });
});

/** By how much an agency's clock may differ: its `clockToleranceSeconds` (subgraphs/kit/src/service/limits.ts). */
const agencyClockToleranceSeconds = 5;

test('one key signs at any time, it was published a lead before, and stays published for its last token', () => {
  const times = fc.array(fc.nat(600_000), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(times, fc.nat(900_000), (createdAfterMs, atMs) => {
      const keys = createdAfterMs.map(key);
      const states = signingKeyStates(keys, start + atMs);
      expect(states.filter((state) => state === 'current')).toHaveLength(1);
      const current = states.indexOf('current');
      if (current > 0) {
        expect(start + atMs - Date.parse(keys[current]!.createdAt)).toBeGreaterThanOrEqual(lead);
      }
      const tokenLifeMs = (limits.agencyTokenLifetimeSeconds + agencyClockToleranceSeconds) * 1_000;
      for (const laterMs of [1, 1_000, tokenLifeMs]) {
        expect(signingKeyStates(keys, start + atMs + laterMs)[current]).not.toBe('retired');
      }
    }),
  );
});

test('rotating drops what no token needs, and never a version', () => {
  let keys = addSigningKey([], new Date(start));
  for (let round = 1; round <= 3; round += 1) keys = addSigningKey(keys, new Date(start + round * 1_000_000));
  expect(keys.map(({ version }) => version)).toEqual([3, 4]);
  keys = addSigningKey(keys, new Date(start + 3_000_001));
  expect(keys.map(({ version }) => version)).toEqual([3, 4, 5]);
  expect(new Set(keys.map(({ key: { d } }) => d)).size).toBe(3);
});
