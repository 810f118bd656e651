import { expect, test } from 'vitest';
import { limits } from '../limits.ts';
import { passwordPlaces } from './password-places.ts';
import { signInAttempts } from './sign-in-attempts.ts';

test('ten wrong passwords for one name, then one a minute', () => {
  let nowMs = 0;
  const attempts = signInAttempts(() => nowMs);
  const guess = (address = 'a') => attempts.begin({ username: 'li', address });
  for (let n = 0; n < limits.failuresOfName.burst; n += 1) expect(guess()).toBe(0);
  expect(guess()).toBe(60);
  // Another address is no way around it; another name is free.
  expect(guess('b')).toBe(60);
  expect(attempts.begin({ username: 'wang', address: 'a' })).toBe(0);
  nowMs += 59_000;
  expect(guess()).toBe(1);
  nowMs += 1_000;
  expect(guess()).toBe(0);
  expect(guess()).toBe(60);
});

test('a right password is not counted', () => {
  const attempts = signInAttempts(() => 0);
  const attempt = { username: 'li', address: 'a' };
  for (let n = 0; n < 200; n += 1) {
    expect(attempts.begin(attempt)).toBe(0);
    attempts.succeeded(attempt);
  }
});

test('one address guesses at many names no faster', () => {
  const attempts = signInAttempts(() => 0);
  const waits = Array.from({ length: 100 }, (_, n) =>
    attempts.begin({ username: `n${String(n)}`, address: 'a' }),
  );
  expect(waits.filter((wait) => wait === 0)).toHaveLength(limits.failuresOfAddress.burst);
});

test('so many passwords are checked at once, so many wait, and one more is told so', async () => {
  const places = passwordPlaces({ maxAtOnce: 1, maxWaiting: 1 });
  const ends: (() => void)[] = [];
  const work = (name: string) => () => new Promise<string>((resolve) => ends.push(() => resolve(name)));
  const first = places(work('first'));
  const second = places(work('second'));
  expect(await places(work('third'))).toBeUndefined();
  ends.shift()?.();
  expect(await first).toBe('first');
  await expect.poll(() => ends.length).toBe(1);
  ends.shift()?.();
  expect(await second).toBe('second');
  const failed = places(() => Promise.reject(new Error('down')));
  await expect(failed).rejects.toThrow('down');
  const next = places(work('next'));
  ends.shift()?.();
  expect(await next).toBe('next');
});
