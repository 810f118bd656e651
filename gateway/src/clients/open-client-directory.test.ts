import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../database/open-test-database.ts';
import { limits } from '../limits.ts';
import { endClient } from './end-client.ts';
import { openClientDirectory } from './open-client-directory.ts';
import { saveClient, type SavedClient } from './save-client.ts';

let database: TestDatabase;
let owner: pg.Client;
let pool: pg.Pool;
beforeAll(async () => {
  database = await openTestDatabase(inject('postgresUrl'));
  ({ owner } = database);
});
beforeEach(async () => {
  await owner.query('delete from client');
  pool = database.openPool();
});
afterAll(() => database[Symbol.asyncDispose]());

const school: SavedClient = {
  id: 'school-a',
  role: 'SCHOOL_AID_OFFICE',
  adHocQueries: false,
  person: false,
  senderConstrained: true,
  requestsPerSecond: undefined,
  subjectsPerDay: 0,
};

test('a client’s settings are as registered; what was left out is the gateway’s default, and 0 stays 0', async () => {
  await saveClient(owner, school);
  const clients = openClientDirectory({ pool });
  expect(await clients.settingsOf('school-a')).toEqual({
    id: 'school-a',
    adHocQueries: false,
    person: false,
    senderConstrained: true,
    requestsPerSecond: limits.requestsPerSecond,
    subjectsPerDay: 0,
    revoked: false,
  });
  clients.close();
});

test('a client registered a moment ago is known; one never registered is not', async () => {
  const clients = openClientDirectory({ pool });
  expect(await clients.settingsOf('school-a')).toBeUndefined();
  // While a reading that cannot know it is under way.
  const asked = clients.settingsOf('school-b');
  await saveClient(owner, school);
  expect(await clients.settingsOf('school-a')).toMatchObject({ id: 'school-a' });
  expect(await asked).toBeUndefined();
  clients.close();
});

test('a revocation is known by the next reading, without a call that asks for it', async () => {
  await saveClient(owner, school);
  const clients = openClientDirectory({ pool });
  expect(await clients.settingsOf('school-a')).toMatchObject({ revoked: false });
  await endClient(owner, 'school-a');
  await expect
    .poll(() => clients.settingsOf('school-a'), { timeout: limits.maxClientsAgeMs, interval: 100 })
    .toMatchObject({ revoked: true });
  clients.close();
});

test('a revoked client does not come back by being saved again', async () => {
  await saveClient(owner, school);
  await endClient(owner, 'school-a');
  await saveClient(owner, { ...school, adHocQueries: true });
  const clients = openClientDirectory({ pool });
  expect(await clients.settingsOf('school-a')).toMatchObject({ revoked: true, adHocQueries: false });
  clients.close();
});

describe('when the database answers no more', () => {
  test('settings are used until they are too old, then nobody is known; afterwards they are read again', async () => {
    await saveClient(owner, school);
    let nowMs = 0;
    const clients = openClientDirectory({ pool, now: () => nowMs });
    expect(await clients.settingsOf('school-a')).toBeDefined();
    await database.whileGone(async () => {
      nowMs = limits.maxClientsAgeMs;
      expect(await clients.settingsOf('school-a')).toBeDefined();
      nowMs += 1;
      await expect(clients.settingsOf('school-a')).rejects.toMatchObject({
        code: 'CLIENTS_UNAVAILABLE',
        httpStatus: 503,
        headers: { 'retry-after': '1' },
      });
    });
    expect(await clients.settingsOf('school-a')).toBeDefined();
    clients.close();
  });

  test('also one that is not known may not be taken for unregistered', async () => {
    const clients = openClientDirectory({ pool });
    expect(await clients.settingsOf('school-a')).toBeUndefined();
    await database.whileGone(() =>
      expect(clients.settingsOf('school-a')).rejects.toMatchObject({ code: 'CLIENTS_UNAVAILABLE' }),
    );
    clients.close();
  });

  test('a gateway that starts before its database answers when the database does', async () => {
    await saveClient(owner, school);
    const clients = await database.whileGone(async () => {
      const opened = openClientDirectory({ pool });
      await expect(opened.settingsOf('school-a')).rejects.toMatchObject({ code: 'CLIENTS_UNAVAILABLE' });
      return opened;
    });
    expect(await clients.settingsOf('school-a')).toBeDefined();
    clients.close();
  });

  test('many who ask at once cost one query', async () => {
    await saveClient(owner, school);
    const clients = openClientDirectory({ pool });
    await Promise.all(Array.from({ length: 500 }, () => clients.settingsOf('nobody')));
    // The first one's reading, and one that began after everybody asked.
    expect(pool.totalCount).toBe(1);
    clients.close();
  });
});

describe('the gateway’s own role', () => {
  test.each([
    `insert into client (id, role) values ('mine', 'PRIVACY_OFFICER')`,
    'update client set subjects_per_day = 0',
    'update client set revoked_at = null',
    'delete from client',
    'truncate client',
    'alter table client drop column revoked_at',
    'create table public.mine ()',
    'select * from public.migration',
  ])('may not: %s', async (sql) => {
    await pool.query('select 1 from client');
    await expect(pool.query(sql)).rejects.toMatchObject({ code: '42501' });
  });
});
