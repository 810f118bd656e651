import { LocalError } from '@hearthgate/local/errors';
import { expect, test } from 'vitest';
import { tokenSource } from './token-source.ts';

const { signal } = new AbortController();

function source(expiresInSeconds = 300, failures: Error[] = []) {
  const clock = { nowMs: 0 };
  let requests = 0;
  const token = tokenSource({
    nowMs: () => clock.nowMs,
    signal,
    pausesMs: [1, 1],
    request: () => {
      requests += 1;
      const failure = failures.shift();
      if (failure) return Promise.reject(failure);
      return Promise.resolve({ accessToken: `t${String(requests)}`, tokenType: 'bearer', expiresInSeconds });
    },
  });
  return { clock, token, requests: () => requests };
}

test('one token is used while it is good for another minute, then a new one', async () => {
  const { clock, token } = source();
  expect(await token()).toBe('t1');
  clock.nowMs = 239_999;
  expect(await token()).toBe('t1');
  clock.nowMs = 240_000;
  expect(await token()).toBe('t2');
  clock.nowMs = 479_999;
  expect(await token()).toBe('t2');
});

test('those who ask at the same time get the same one', async () => {
  const { clock, token, requests } = source();
  expect(await Promise.all([token(), token(), token()])).toEqual(['t1', 't1', 't1']);
  clock.nowMs = 300_000;
  expect(await Promise.all([token(), token(), token()])).toEqual(['t2', 't2', 't2']);
  expect(requests()).toBe(2);
});

test('an issuer that does not answer is asked again; what it refuses is thrown, and not kept', async () => {
  const away = new LocalError('ISSUER_UNAVAILABLE', 'away');
  expect(await source(300, [away, away]).token()).toBe('t3');
  await expect(source(300, [away, away, away]).token()).rejects.toBe(away);
  const refused = new LocalError('ISSUER_REFUSED', 'no');
  const { token, requests } = source(300, [refused]);
  await expect(token()).rejects.toBe(refused);
  expect(requests()).toBe(1);
  expect(await token()).toBe('t2');
});
