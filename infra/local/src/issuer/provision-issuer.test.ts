import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, expect, inject, test } from 'vitest';
import { provisionIssuer } from './provision-issuer.ts';

const adminUrl = inject('postgresUrl');
const database = `test_issuer_${randomBytes(6).toString('hex')}`;
const provision = (password: string): Promise<string> => provisionIssuer({ adminUrl, database, password });

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

afterAll(async () => {
  await query(adminUrl, `drop database "${database}" with (force)`);
  await query(adminUrl, `drop role "${database}"`);
});

test('provisioning again keeps the clients and takes a new password', async () => {
  const first = await provision("it's \\ a @ password");
  await query(
    first,
    `insert into client (id, registration, settings, public_key) values ('a', '{}', '{}', '{}')`,
  );
  const second = await provision('another');
  expect(await query(second, 'select id from client')).toEqual([{ id: 'a' }]);
  await expect(query(first, 'select 1')).rejects.toThrow(/password authentication failed/);
});

test.each(['drop table client', 'delete from client', 'create table public.x ()', 'select * from migration'])(
  'the issuer’s role cannot %s',
  async (sql) => {
    const url = await provision('another');
    await query(url, 'update client set revoked_at = now()');
    await expect(query(url, sql)).rejects.toThrow(/permission denied|must be owner/);
  },
);
