import { expect, inject, test } from 'vitest';
import { entryForTests } from '../entry-for-tests.ts';
import { openAuditLogForTests } from '../open-audit-log-for-tests.ts';

const never = new AbortController().signal;
const unavailable = (reason: string) =>
  expect.objectContaining({ code: 'AUDIT_UNAVAILABLE', reason }) as unknown;

test('a log that is down refuses, says so once, and is written again when it is back', async () => {
  await using at = await openAuditLogForTests(inject('postgresUrl'));
  const log = at.open();
  await log.commit(entryForTests(), never);
  await at.database.whileGone(async () => {
    for (let n = 0; n < 3; n += 1) {
      await expect(log.commit(entryForTests(), never)).rejects.toEqual(unavailable('DATABASE'));
      await expect(log.probe(never)).rejects.toEqual(unavailable('DATABASE'));
    }
    await expect(log.search({ limit: 1 })).rejects.toEqual(unavailable('DATABASE'));
  });
  expect(at.faults).toEqual([unavailable('DATABASE')]);
  await log.probe(never);
  const { index } = await log.commit(entryForTests(), never);
  // Of what was refused, what was sent may have been written; nothing of this was.
  expect(index).toBe(1);
  expect(await at.verify()).toMatchObject({ holds: true, size: 2 });
});

test('a log that this role may not write refuses, and nothing is half written', async () => {
  await using at = await openAuditLogForTests(inject('postgresUrl'));
  const superuser = await at.database.connect('superuser');
  const { name } = at.database;
  await superuser.query(
    `revoke insert (hash) on log.node from ${name}; revoke insert (subject) on log.subject from ${name}`,
  );
  await expect(at.open().commit(entryForTests(), never)).rejects.toEqual(unavailable('DATABASE'));
  expect(await at.verify()).toMatchObject({ holds: true, size: 0 });
  await superuser.query(
    `grant insert (hash) on log.node to ${name}; grant insert (subject) on log.subject to ${name}`,
  );
  expect(await at.open().commit(entryForTests(), never)).toMatchObject({ index: 0 });
});

test('a log that takes nothing (a full disk, say) keeps nothing of the batch', async () => {
  await using at = await openAuditLogForTests(inject('postgresUrl'));
  const superuser = await at.database.connect('superuser');
  await superuser.query(`
    create function public.full() returns trigger language plpgsql as
      $$ begin raise exception using errcode = 'disk_full'; end $$;
    create trigger full_disk before insert on log.subject for each statement execute function public.full();
    grant usage on schema public to public`);
  const log = at.open();
  await expect(log.commit(entryForTests(), never)).rejects.toEqual(unavailable('DATABASE'));
  expect(await at.verify()).toMatchObject({ holds: true, size: 0 });
  await superuser.query('drop trigger full_disk on log.subject');
  expect(await log.commit(entryForTests(), never)).toMatchObject({ index: 0 });
  expect(await at.verify()).toMatchObject({ holds: true, size: 1 });
});

test.each([
  ['shorter', `update log.head set size = 1, frontier = (select hash from log.leaf where index = 0)`],
  ['as long, with another leaf', `update log.head set frontier = sha256('other')`],
])(
  'a log that was rolled back to one that is %s takes no entry of this process again',
  async (_name, sql) => {
    await using at = await openAuditLogForTests(inject('postgresUrl'));
    const log = at.open();
    await log.commit(entryForTests(), never);
    await log.commit(entryForTests(), never);
    const superuser = await at.database.connect('superuser');
    const { rows } = await superuser.query<{ frontier: Buffer }>('select frontier from log.head');
    await superuser.query(`set session_replication_role = replica; ${sql}`);
    await expect(log.commit(entryForTests(), never)).rejects.toEqual(unavailable('ROLLED_BACK'));
    await superuser.query('update log.head set size = 2, frontier = $1', [rows[0]?.frontier]);
    await expect(log.commit(entryForTests(), never)).rejects.toEqual(unavailable('ROLLED_BACK'));
    expect(at.faults).toEqual([unavailable('ROLLED_BACK')]);
    expect(await at.open().commit(entryForTests(), never)).toMatchObject({ index: 2 });
  },
);
