import { expect, test } from 'vitest';
import { sessionStore } from './session-store.ts';

const person = (username: string) =>
  ({ username, role: 'PRIVACY_OFFICER', location: '*', adHocQueries: false }) as const;

function storeAt(
  clock: { ms: number },
  change: { maxSessions?: number; maxSessionsPerPerson?: number } = {},
) {
  return sessionStore({
    idleSeconds: 100,
    absoluteSeconds: 1_000,
    maxSessions: 3,
    maxSessionsPerPerson: 2,
    nowMs: () => clock.ms,
    ...change,
  });
}

const tokens = { refreshToken: 'r', idToken: 'i' };

test('a session that nobody uses ends, and one that is used does not', () => {
  const clock = { ms: 0 };
  const store = storeAt(clock);
  const { id } = store.begin({ person: person('a'), ...tokens });
  clock.ms = 99_000;
  expect(store.find(id)).toBeDefined();
  clock.ms = 198_000;
  expect(store.find(id)).toBeDefined();
  clock.ms = 298_000;
  expect(store.find(id)).toBeUndefined();
  expect(store.size).toBe(0);
});

test('looking at it quietly keeps no session alive', () => {
  const clock = { ms: 0 };
  const store = storeAt(clock);
  const { id } = store.begin({ person: person('a'), ...tokens });
  clock.ms = 99_000;
  expect(store.find(id, true)).toBeDefined();
  clock.ms = 100_000;
  expect(store.find(id, true)).toBeUndefined();
});

test('however much it is used, it ends after its whole time', () => {
  const clock = { ms: 0 };
  const store = storeAt(clock);
  const { id, session } = store.begin({ person: person('a'), ...tokens });
  for (clock.ms = 0; clock.ms < 1_000_000; clock.ms += 90_000) expect(store.find(id)).toBeDefined();
  expect(store.endOf(session)).toBe(1_000_000);
  clock.ms = 1_000_000;
  expect(store.find(id)).toBeUndefined();
});

test('an ended session forgets its tokens at once', () => {
  const store = storeAt({ ms: 0 });
  const { id, session } = store.begin({ person: person('a'), ...tokens });
  session.accessTokens.set('AUDIT_REVIEW x', { accessToken: 't', usableUntilMs: 1 });
  store.end(session);
  expect(store.find(id)).toBeUndefined();
  expect([session.refreshToken, session.accessTokens.size]).toEqual(['', 0]);
});

test('one person too many times: the session used least gives way, of that person', () => {
  const store = storeAt({ ms: 0 });
  const other = store.begin({ person: person('b'), ...tokens });
  const first = store.begin({ person: person('a'), ...tokens });
  const second = store.begin({ person: person('a'), ...tokens });
  store.find(first.id);
  const third = store.begin({ person: person('a'), ...tokens });
  expect([other, first, second, third].map(({ id }) => store.find(id) !== undefined)).toEqual([
    true,
    true,
    false,
    true,
  ]);
});

test('too many sessions: the one used least gives way', () => {
  const store = storeAt({ ms: 0 });
  const [first, second, third] = ['a', 'b', 'c'].map((name) =>
    store.begin({ person: person(name), ...tokens }),
  );
  store.find(first?.id ?? '');
  const fourth = store.begin({ person: person('d'), ...tokens });
  expect(store.size).toBe(3);
  expect([first, second, third, fourth].map((begun) => store.find(begun?.id ?? '') !== undefined)).toEqual([
    true,
    false,
    true,
    true,
  ]);
});

test('ids are 256 bits, none twice, and none is kept', () => {
  const store = storeAt({ ms: 0 }, { maxSessions: 100, maxSessionsPerPerson: 100 });
  const ids = Array.from({ length: 50 }, () => store.begin({ person: person('a'), ...tokens }).id);
  expect(new Set(ids).size).toBe(50);
  for (const id of ids) expect(Buffer.from(id, 'base64url')).toHaveLength(32);
});
