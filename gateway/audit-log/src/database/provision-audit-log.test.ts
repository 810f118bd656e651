import { expect, inject, test } from 'vitest';
import { openLogForTests } from './open-log-for-tests.ts';
test('x', async () => {
  await using db = await openLogForTests(inject('postgresUrl'));
  const c = await db.connect('reader');
  console.log(
    (await c.query("select count(*) from pg_class where relname ~ '^(leaf|subject)_' and relkind='r'")).rows,
  );
  expect((await c.query('select * from log.head')).rows).toHaveLength(1);
});
