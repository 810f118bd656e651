import { expect, test } from 'vitest';
import { limits } from '../../limits.ts';
import { pendingSignIns } from './pending-sign-ins.ts';

const signIn = { codeVerifier: 'v', state: 's', nonce: 'n', returnTo: '/' };

test('a sign-in is given out once, in time', () => {
  let ms = 0;
  const pending = pendingSignIns(() => ms);
  const id = pending.add(signIn);
  expect(pending.take(id)).toMatchObject(signIn);
  expect(pending.take(id)).toBeUndefined();
  const late = pending.add(signIn);
  ms = limits.signIns.lifetimeSeconds * 1000;
  expect(pending.take(late)).toBeUndefined();
});

test('of too many that began, the oldest gives way', () => {
  const pending = pendingSignIns(() => 0);
  const ids = Array.from({ length: limits.signIns.max + 1 }, () => pending.add(signIn));
  expect(pending.take(ids[0] ?? '')).toBeUndefined();
  expect(pending.take(ids[1] ?? '')).toBeDefined();
  expect(pending.take(ids.at(-1) ?? '')).toBeDefined();
});
