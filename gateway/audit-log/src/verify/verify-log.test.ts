import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { appendLeaves } from '../tree/append-leaves.ts';
import { EMPTY_FRONTIER } from '../tree/frontier.ts';
import { leafHash } from '../tree/leaf-hash.ts';
import { entryForTests } from '../entry-for-tests.ts';
import { openAuditLogForTests, type TestAuditLog } from '../open-audit-log-for-tests.ts';

const never = new AbortController().signal;
const size = 600;

let at: TestAuditLog;
let superuser: pg.Client;
/** A checkpoint of 300 leaves, as an auditor keeps it. */
let kept: string;

beforeAll(async () => {
  at = await openAuditLogForTests(inject('postgresUrl'));
  const log = at.open();
  const write = async (count: number): Promise<void> => {
    await Promise.all(Array.from({ length: count }, () => log.commit(entryForTests(), never)));
  };
  await write(300);
  kept = await log.checkpoint();
  const students = ['L000000000000000007', 'L000000000000000008', 'L000000000000000009'];
  await log.commit(entryForTests({ disclosures: [{ fields: ['orphan'], studentNumbers: students }] }), never);
  await write(size - 301);
  // Another process has signed nothing yet, and so signs at once.
  await at.open().checkpoint();
  superuser = await at.database.connect('superuser');
  // Whoever can do this can do all that follows.
  await superuser.query('set session_replication_role = replica');
});
afterAll(() => at[Symbol.asyncDispose]());

/** Runs the tampering for good, verifies, and puts the tables back. */
async function verdictAfter(tampering: string | (() => Promise<void>), checkpoint?: string) {
  await superuser.query('drop schema if exists kept cascade; create schema kept');
  for (const table of tables) await superuser.query(`create table kept.${table} as table log.${table}`);
  try {
    if (typeof tampering === 'string') await superuser.query(tampering);
    else await tampering();
    return await at.verify(checkpoint);
  } finally {
    for (const table of tables) {
      await superuser.query(`truncate log.${table}; insert into log.${table} select * from kept.${table}`);
    }
    await superuser.query('drop schema kept cascade');
  }
}
const tables = ['head', 'field_set', 'leaf', 'node', 'subject', 'checkpoint'];

const flipped = (column: string): string => `set_byte(${column}, 20, get_byte(${column}, 20) # 1)`;
const subjectOf = (index: number): string =>
  `(select min(subject::text)::uuid from log.subject where index = ${String(index)})`;

test('the untouched log holds, with the checkpoint that was kept, and says its root', async () => {
  expect(await at.verify(kept)).toEqual({
    holds: true,
    size,
    root: (await at.open().checkpoint()).split('\n')[2],
    checkpoints: 2,
  });
});

describe('a log that was tampered with is refused, and the place is named', () => {
  test.each([
    ['a bit of a leaf', `update log.leaf set leaf = ${flipped('leaf')} where index = 5`, 'leaf 5', /hash/],
    ['a bit of its hash', `update log.leaf set hash = ${flipped('hash')} where index = 5`, 'leaf 5', /hash/],
    ['its client', `update log.leaf set client = 'other' where index = 5`, 'leaf 5', /column client/],
    ['its kind', `update log.leaf set kind = 'REVIEW' where index = 5`, 'leaf 5', /column kind/],
    ['its outcome', `update log.leaf set outcome = null where index = 5`, 'leaf 5', /column outcome/],
    ['its role', `update log.leaf set role = 'R' where index = 5`, 'leaf 5', /column role/],
    ['its location', `update log.leaf set location = '1' where index = 5`, 'leaf 5', /column location/],
    ['its purpose', `update log.leaf set purpose = 'P' where index = 5`, 'leaf 5', /column purpose/],
    [
      'its fields',
      `update log.leaf set field_set = gen_random_uuid() where index = 5`,
      'leaf 5',
      /field_set/,
    ],
    [
      'its time',
      `update log.leaf set recorded_at = '1999-01-01' where index = 5`,
      'the subjects of leaf 5',
      /time/,
    ],
    ['a leaf removed', 'delete from log.leaf where index = 5', 'leaf 5', /missing/],
    ['the first leaf removed', 'delete from log.leaf where index = 0', 'leaf 0', /missing/],
    [
      'the last leaf removed',
      `delete from log.leaf where index = ${String(size - 1)}`,
      'leaf 599',
      /missing/,
    ],
    [
      'two leaves exchanged',
      `update log.leaf a set leaf = b.leaf, hash = b.hash from log.leaf b where (a.index, b.index) in ((5, 6), (6, 5))`,
      'node (1, 0)',
      /root/,
    ],
    [
      'a leaf twice',
      `insert into log.leaf select index, recorded_at + interval '1 ms', leaf, hash, kind, outcome, client, role, location, purpose, field_set
         from log.leaf where index = 5`,
      'leaf 5',
      /twice/,
    ],
    [
      'a leaf beyond the head',
      `insert into log.leaf select 700, recorded_at, leaf, hash, kind, outcome, client, role, location, purpose, field_set
         from log.leaf where index = 5`,
      'leaf 700',
      /beyond/,
    ],
    ['the set of fields', `update log.field_set set fields = '{other}'`, /^the set of fields /, /names/],
    ['a set of fields removed', 'delete from log.field_set', 'leaf 0', /set of fields/],
    ['a node', `update log.node set hash = ${flipped('hash')} where index = 1`, 'node (1, 1)', /root/],
    ['a node removed', 'delete from log.node where index = 0', 'node (1, 0)', /missing/],
    ['a node too many', `insert into log.node values (1, 2, sha256(''))`, 'node (1, 2)', /beyond/],
    ['the head', `update log.head set frontier = ${flipped('frontier')}`, 'the head', /frontier/],
    ['the head shorter', `update log.head set size = 599`, 'the head', /frontier/],
    ['no head', `delete from log.head`, 'the head', /there are 0/],
    [
      'a checkpoint beyond',
      `insert into log.checkpoint values (700, 'x')`,
      'the checkpoint of size 700',
      /beyond/,
    ],
    [
      "a checkpoint's signature",
      `update log.checkpoint set note = regexp_replace(note, '.{9}=?=?\\n$', 'AAAAAAAA=' || E'\\n') where size = 300`,
      'the checkpoint of size 300',
      /signature|signed/,
    ],
    [
      "a checkpoint's text",
      `update log.checkpoint set note = replace(note, E'\\n300\\n', E'\\n301\\n') where size = 300`,
      'the checkpoint of size 300',
      /signature/,
    ],
    [
      "another's checkpoint",
      'update log.checkpoint set note = (select note from log.checkpoint where size = 600) where size = 300',
      'the checkpoint of size 300',
      /another size/,
    ],
  ])('%s', async (_name, sql, place, fault) => {
    expect(await verdictAfter(sql)).toEqual({
      holds: false,
      place: typeof place === 'string' ? place : expect.stringMatching(place),
      fault: expect.stringMatching(fault) as string,
    });
  });

  test.each([
    [
      'changed',
      `update log.subject set subject = gen_random_uuid() where subject = ${subjectOf(300)} and index = 300`,
      /missing/,
    ],
    ['removed', `delete from log.subject where subject = ${subjectOf(300)} and index = 300`, /missing/],
    [
      'added',
      `insert into log.subject select gen_random_uuid(), 300, recorded_at from log.subject where subject = ${subjectOf(300)} and index = 300`,
      /too many/,
    ],
    [
      'there twice',
      `insert into log.subject select subject, 300, recorded_at + interval '1 us' from log.subject where subject = ${subjectOf(300)} and index = 300`,
      /too many/,
    ],
  ])('a row of the subject index that was %s', async (_name, sql, fault) => {
    expect(await verdictAfter(sql)).toEqual({
      holds: false,
      place: expect.stringMatching(/^subject [\w-]{22} of leaf 300$/),
      fault: expect.stringMatching(fault) as string,
    });
  });

  test('a row of the subject index beyond the head', async () => {
    const sql = `insert into log.subject select subject, 700, recorded_at from log.subject where index = 5`;
    expect(await verdictAfter(sql)).toMatchObject({ place: 'the subjects of leaf 700' });
  });

  test('a row of the subject index at another time than its leaf', async () => {
    const sql = `update log.subject set recorded_at = recorded_at + interval '1 us' where index = 5`;
    expect(await verdictAfter(sql)).toMatchObject({ place: 'the subjects of leaf 5' });
  });
});

/** Rewrites a leaf as one who owns the tables would: its hash, the nodes and the head with it, and the columns stay true. */
async function rewriteLeaf(index: number): Promise<void> {
  const { rows } = await superuser.query<{ index: string; leaf: Buffer }>(
    'select index, leaf from log.leaf order by index',
  );
  const leaves = rows.map(({ leaf }) => leaf);
  leaves[index] = Buffer.from(leaves[index]!.toString().replace('"httpStatus":200', '"httpStatus":201'));
  const hashes = leaves.map((leaf) => leafHash(leaf));
  await superuser.query('update log.leaf set leaf = $2, hash = $3 where index = $1', [
    index,
    leaves[index],
    hashes[index],
  ]);
  const { frontier, nodes } = appendLeaves(EMPTY_FRONTIER, hashes);
  for (const node of nodes) {
    await superuser.query('update log.node set hash = $3 where level = $1 and index = $2', [
      node.level,
      node.index,
      node.hash,
    ]);
  }
  await superuser.query('update log.head set frontier = $1', [Buffer.concat(frontier.hashes)]);
}

describe('a log that was rewritten consistently', () => {
  test('does not have the root of the checkpoint after it', async () => {
    expect(await verdictAfter(() => rewriteLeaf(5))).toMatchObject({ place: 'the checkpoint of size 300' });
    expect(await verdictAfter(() => rewriteLeaf(400))).toMatchObject({ place: 'the checkpoint of size 600' });
  });

  const withoutCheckpoints = async (index: number): Promise<void> => {
    await rewriteLeaf(index);
    await superuser.query('delete from log.checkpoint');
  };

  test('with its checkpoints gone too, holds to whoever has kept none, and not to whoever has', async () => {
    expect(await verdictAfter(() => withoutCheckpoints(5))).toMatchObject({ holds: true });
    expect(await verdictAfter(() => withoutCheckpoints(5), kept)).toMatchObject({
      holds: false,
      place: 'the checkpoint kept from before, of size 300',
    });
    expect(await verdictAfter(() => withoutCheckpoints(400), kept)).toMatchObject({ holds: true });
  });

  test('a fork: of two who were shown different logs, one finds out', async () => {
    let forked = '';
    const fork = async (): Promise<void> => {
      await withoutCheckpoints(400);
      forked = await at.open().checkpoint();
    };
    expect(await verdictAfter(fork)).toMatchObject({ holds: true });
    const honest = await at.open().checkpoint();
    expect(await at.verify(honest)).toMatchObject({ holds: true });
    expect(await at.verify(forked)).toMatchObject({
      holds: false,
      place: 'the checkpoint kept from before, of size 600',
    });
  });

  test('a log cut short is shorter than the checkpoint that was kept', async () => {
    const cut = `delete from log.leaf; delete from log.subject; delete from log.node; delete from log.checkpoint;
      update log.head set size = 0, frontier = ''`;
    expect(await verdictAfter(cut)).toMatchObject({ holds: true, size: 0 });
    expect(await verdictAfter(cut, kept)).toMatchObject({
      place: 'the checkpoint kept from before, of size 300',
      fault: 'the log has only 0 leaves',
    });
  });
});

describe('a checkpoint kept from before', () => {
  test.each([
    ['of another log', () => kept.replaceAll('test.example/audit', 'other.example/audit')],
    ['with another root', () => kept.replace(/\n[^\n]{44}\n/, `\n${Buffer.alloc(32).toString('base64')}\n`)],
    ['that is no note', () => 'a checkpoint'],
  ])('%s is refused', async (_name, changed) => {
    expect(await at.verify(changed())).toMatchObject({
      holds: false,
      place: 'the checkpoint kept from before',
    });
  });
});

test('a log that is being written holds', async () => {
  await superuser.query('set session_replication_role = origin');
  const log = at.open();
  const stop = new AbortController();
  const writing = (async () => {
    while (!stop.signal.aborted) await log.commit(entryForTests(), never);
  })();
  for (let n = 0; n < 3; n += 1) expect(await at.verify(kept)).toMatchObject({ holds: true });
  stop.abort();
  await writing;
});
