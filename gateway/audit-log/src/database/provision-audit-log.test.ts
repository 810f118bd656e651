import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { entryForTests } from '../entry-for-tests.ts';
import { openAuditLogForTests, type TestAuditLog } from '../open-audit-log-for-tests.ts';

let at: TestAuditLog;
beforeAll(async () => {
  at = await openAuditLogForTests(inject('postgresUrl'));
  const log = at.open();
  await log.commit(entryForTests(), new AbortController().signal);
  await log.checkpoint();
});
afterAll(() => at[Symbol.asyncDispose]());

const tables = ['head', 'field_set', 'leaf', 'node', 'subject', 'checkpoint'] as const;
const changes = (table: string): string[] => [
  `update log.${table} set ${table === 'field_set' ? 'id = id' : table === 'head' || table === 'checkpoint' ? 'size = size' : 'index = index'}`,
  `delete from log.${table}`,
  `truncate log.${table}`,
];

describe('the writer', () => {
  let writer: pg.Client;
  beforeAll(async () => {
    writer = await at.database.connect('writer');
  });

  test('reads the head and the checkpoints, and moves the head', async () => {
    expect((await writer.query('select size from log.head')).rows).toEqual([{ size: '1' }]);
    expect((await writer.query('select size from log.checkpoint')).rows).toEqual([{ size: '1' }]);
    expect((await writer.query('update log.head set size = size, frontier = frontier')).rowCount).toBe(1);
  });

  test.each([
    'select * from log.leaf',
    'select count(*) from log.leaf',
    'select * from log.subject',
    'select * from log.node',
    'select * from log.field_set',
    'select * from public.migration',
    ...tables.filter((table) => table !== 'head').flatMap(changes),
    'delete from log.head',
    'truncate log.head',
    'insert into log.head (size, frontier, recorded_at) values (0, $$$$, now())',
    'update log.head set recorded_at = now()',
    'update log.head set single = single',
    `insert into log.checkpoint (size, note, signed_at) values (2, 'x', '1999-01-01')`,
    `insert into log.node (level, index, hash) values (1, 0, sha256('')) on conflict (level, index) do update set hash = excluded.hash`,
    `insert into log.node (level, index, hash) values (1, 0, sha256('')) returning hash`,
    'copy log.leaf to stdout',
    `select log.add_partition('leaf', now() + interval '9 years')`,
    'alter table log.leaf disable trigger all',
    'alter table log.leaf detach partition log.leaf_default',
    'drop table log.leaf',
    'drop schema log cascade',
    'set session_replication_role = replica',
    'do $$ begin lock table log.leaf in share row exclusive mode; end $$',
    'create table log.mine (n int)',
    'create table public.mine (n int)',
    'create temporary table mine (n int)',
    `create function log.f() returns int language sql as 'select 1'`,
    'select lo_create(0)',
    'set role postgres',
  ])('may not: %s', async (sql) => {
    await expect(writer.query(sql)).rejects.toMatchObject({ code: '42501' });
  });

  test('may write to no partition by its own name', async () => {
    const { rows } = await writer.query<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = relnamespace
       where nspname = 'log' and relkind = 'r' and relispartition`,
    );
    expect(rows).toHaveLength(52);
    for (const { name } of rows) {
      await expect(writer.query(`insert into ${name} (index) values (1)`)).rejects.toMatchObject({
        code: '42501',
      });
      await expect(writer.query(`select from ${name}`)).rejects.toMatchObject({ code: '42501' });
    }
  });

  test('can make the head neither smaller nor another of the same size', async () => {
    const refused = { code: '23001', message: 'the log only grows' };
    await expect(writer.query('update log.head set size = 0')).rejects.toMatchObject(refused);
    await expect(writer.query(`update log.head set frontier = sha256('')`)).rejects.toMatchObject(refused);
    await expect(writer.query(`update log.head set size = 1, frontier = ''`)).rejects.toMatchObject(refused);
  });

  test('cannot choose when a leaf or a subject was recorded', async () => {
    const subject = (time: string): string =>
      `insert into log.subject (subject, index, recorded_at) values (gen_random_uuid(), 9, ${time})`;
    const leaf = (time: string): string =>
      `insert into log.leaf (index, recorded_at, leaf, hash, kind, field_set)
       values (9, ${time}, 'x', sha256('x'), 'REQUEST', gen_random_uuid())`;
    for (const insert of [subject, leaf]) {
      await expect(writer.query(insert(`'1999-01-01'`))).rejects.toMatchObject({ code: '23001' });
      await expect(writer.query(insert(`now() + interval '1 day'`))).rejects.toMatchObject({ code: '23001' });
      await writer.query('begin');
      expect((await writer.query(insert('(select recorded_at from log.head)'))).rowCount).toBe(1);
      await writer.query('rollback');
    }
  });
});

describe('the reader', () => {
  test.each([
    ...tables.flatMap(changes),
    'insert into log.head (size, frontier, recorded_at) values (0, $$$$, now())',
    `insert into log.node (level, index, hash) values (1, 0, sha256(''))`,
    `insert into log.checkpoint (size, note) values (2, 'x')`,
    'select from log.head for update',
    'create temporary table mine (n int)',
    'select * from public.migration',
  ])('may not: %s', async (sql) => {
    const reader = await at.database.connect('reader');
    await expect(reader.query(sql)).rejects.toMatchObject({ code: '42501' });
  });

  test.each(tables)('reads %s', async (table) => {
    const reader = await at.database.connect('reader');
    expect((await reader.query(`select from log.${table}`)).rowCount).toBe(table === 'node' ? 0 : 1);
  });
});

describe('the owner', () => {
  test('changes and removes nothing, in no table and no partition of it', async () => {
    const owner = await at.database.connect('owner');
    const { rows } = await owner.query<{ name: string }>(
      `select relname as name from pg_class c join pg_namespace n on n.oid = relnamespace
       where nspname = 'log' and relkind in ('r', 'p') and relname <> 'head' order by 1`,
    );
    expect(rows).toHaveLength(52 + 5);
    for (const { name } of rows) {
      const table = tables.find((known) => name.startsWith(known)) ?? name;
      for (const sql of changes(table).map((change) => change.replace(`log.${table}`, `log.${name}`))) {
        await expect(owner.query(sql), sql).rejects.toMatchObject({
          code: '23001',
          message: 'nothing in the log is changed or removed',
        });
      }
    }
  });

  test.each([
    'delete from log.head',
    'truncate log.head',
    `insert into log.head values (false, 0, '', now())`,
  ])('may not: %s', async (sql) => {
    const owner = await at.database.connect('owner');
    await expect(owner.query(sql)).rejects.toMatchObject({ code: '23001' });
  });
});

describe('partitions', () => {
  test('of this month take what is written, and the default takes what has no month', async () => {
    const reader = await at.database.connect('reader');
    const { rows } = await reader.query<{ name: string }>(
      'select tableoid::regclass::text as name from log.leaf',
    );
    expect(rows).toEqual([{ name: expect.stringMatching(/^log\.leaf_\d{4}_\d{2}$/) as string }]);
  });

  test('are made again at every start, and a month that the default has begun stays there', async () => {
    const owner = await at.database.connect('owner');
    const superuser = await at.database.connect('superuser');
    await superuser.query(`set session_replication_role = replica;
      insert into log.subject values (gen_random_uuid(), 1, '2039-05-05')`);
    const exists = async (name: string): Promise<unknown> =>
      (await owner.query(`select to_regclass('log.${name}') is not null as found`)).rows[0];
    await owner.query(`select log.add_partition(parent, month::timestamptz)
      from unnest(array['leaf', 'subject']) as parent, unnest(array['2039-05-31 23:00Z', '2039-06-01 00:00Z']) as month`);
    expect(await exists('leaf_2039_05')).toEqual({ found: true });
    expect(await exists('subject_2039_05')).toEqual({ found: false });
    expect(await exists('subject_2039_06')).toEqual({ found: true });
    await superuser.query(`delete from log.subject where recorded_at > '2039-01-01'`);
  });
});

describe('the review role', () => {
  test.each([
    ...tables.flatMap(changes),
    `insert into log.checkpoint (size, note) values (2, 'x')`,
    `insert into log.node (level, index, hash) values (1, 0, sha256(''))`,
    'update review.finding_review set note = note',
    'delete from review.finding_review',
    'truncate review.finding_review',
    'delete from review.finding',
    `update review.finding set rule = 'X'`,
    'update review.finding set raised_at = now()',
    `insert into review.finding_review (finding, state, note, officer, trace_id, given_at) values (1, 'OPEN', '', '', '', '1999-01-01')`,
    `insert into review.progress (job) values ('rules')`,
    'create temporary table mine (n int)',
    'create table review.mine (n int)',
    'select * from public.migration',
  ])('may not: %s', async (sql) => {
    const review = await at.database.connect('review');
    await expect(review.query(sql)).rejects.toMatchObject({ code: '42501' });
  });

  test.each(['writer', 'reader'] as const)(
    'keeps to itself what is derived: the %s reads none of it',
    async (role) => {
      const other = await at.database.connect(role);
      await expect(other.query('select from review.activity')).rejects.toMatchObject({ code: '42501' });
      await expect(other.query('select from review.finding')).rejects.toMatchObject({ code: '42501' });
    },
  );

  test('adds what an officer said, which its owner does not change either', async () => {
    const review = await at.database.connect('review');
    await review.query(`insert into review.finding (rule, key, locations, begins, ends, count, usual, evidence, leaves)
      values ('X', 'x', '{}', now(), now(), 1, 1, '{}', 0)`);
    await review.query(`insert into review.finding_review (finding, state, note, officer, trace_id)
      select number, 'OPEN', 'note', 'officer', 'x' from review.finding`);
    const owner = await at.database.connect('owner');
    for (const sql of [
      'update review.finding_review set note = note',
      'delete from review.finding_review',
      'delete from review.finding',
    ]) {
      await expect(owner.query(sql), sql).rejects.toMatchObject({ code: '23001' });
    }
  });
});
