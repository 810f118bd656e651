import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { cloneDatabase } from './clone-database.ts';

test('a cloned database holds what its template holds, and is gone after its scope', async () => {
  const adminUrl = inject('postgresUrl');
  let name: string;
  {
    await using template = await cloneDatabase(adminUrl);
    const writer = new pg.Client({ connectionString: template.url });
    await writer.connect();
    await writer.query('create table note as select 1 as n');
    await writer.end();

    await using copy = await cloneDatabase(adminUrl, template.name);
    name = copy.name;
    const reader = new pg.Client({ connectionString: copy.url });
    await reader.connect();
    expect((await reader.query('select n from note')).rows).toEqual([{ n: 1 }]);
    await reader.end();
  }
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  expect((await admin.query('select 1 from pg_database where datname = $1', [name])).rowCount).toBe(0);
  await admin.end();
});
