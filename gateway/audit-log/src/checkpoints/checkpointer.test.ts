import { readFileSync, writeFileSync } from 'node:fs';
import { expect, inject, test, vi } from 'vitest';
import { openCheckpoint } from '../checkpoint/open-checkpoint.ts';
import { entryForTests } from '../entry-for-tests.ts';
import { addCheckpointKey } from '../keys/add-checkpoint-key.ts';
import { parseCheckpointKeys } from '../keys/stored-checkpoint-keys.ts';
import { parseVerifierKey } from '../note/parse-verifier-key.ts';
import { openAuditLogForTests } from '../open-audit-log-for-tests.ts';

const never = new AbortController().signal;

test('a checkpoint is signed, is stored before it is given out, and is signed anew only when the log grew', async () => {
  await using at = await openAuditLogForTests(inject('postgresUrl'));
  const log = at.open();
  const verifiers = log.verifierKeys().trimEnd().split('\n').map(parseVerifierKey);
  await log.commit(entryForTests(), never);
  // As long as it stands still, no checkpoint is a second old.
  const clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now());
  const notes = await Promise.all([log.checkpoint(), log.checkpoint(), at.open().checkpoint()]);
  expect(new Set(notes).size).toBe(1);
  expect(openCheckpoint(notes[0]!, verifiers)).toMatchObject({ origin: at.origin, size: 1 });
  const reader = await at.database.connect('reader');
  const stored = async (): Promise<unknown[]> =>
    (await reader.query('select size, note from log.checkpoint order by size')).rows;
  expect(await stored()).toEqual([{ size: '1', note: notes[0] }]);
  await log.commit(entryForTests(), never);
  expect(await log.checkpoint()).toBe(notes[0]);
  clock.mockRestore();
  // A proof of what it does not cover has one signed.
  expect(await log.prove(1)).toContain('\n2\n');
  expect(await stored()).toHaveLength(2);
  expect(await at.verify()).toMatchObject({ holds: true, checkpoints: 2 });
});

test('after a rotation the new key signs, and what the old one signed verifies', async () => {
  await using at = await openAuditLogForTests(inject('postgresUrl'));
  const before = at.open();
  await before.commit(entryForTests(), never);
  const old = await before.checkpoint();
  const keys = parseCheckpointKeys(readFileSync(at.files.checkpointKeys, 'utf8'));
  writeFileSync(at.files.checkpointKeys, JSON.stringify(addCheckpointKey(keys, new Date())));
  const after = at.open();
  await after.commit(entryForTests(), never);
  const signed = await after.checkpoint();
  const [newest, oldest] = after.verifierKeys().trimEnd().split('\n').map(parseVerifierKey);
  expect(openCheckpoint(signed, [newest!])).toMatchObject({ size: 2 });
  expect(() => openCheckpoint(signed, [oldest!])).toThrow();
  expect(openCheckpoint(old, [oldest!])).toMatchObject({ size: 1 });
});

test.each([
  [
    'was cut short',
    'ROLLED_BACK',
    `delete from log.leaf where index = 2; delete from log.subject where index = 2;
     update log.head set size = 2, frontier = (select frontier from kept)`,
  ],
  ['has another leaf in it', 'INCONSISTENT', `update log.leaf set hash = sha256('other') where index = 1`],
  [
    'has another checkpoint',
    'INCONSISTENT',
    `update log.checkpoint set note = replace(note, E'\\n3\\n', E'\\n4\\n')`,
  ],
])('a log that %s is not signed again, and that is reported once', async (_name, reason, sql) => {
  await using at = await openAuditLogForTests(inject('postgresUrl'));
  const log = at.open();
  await log.commit(entryForTests(), never);
  await log.commit(entryForTests(), never);
  const superuser = await at.database.connect('superuser');
  await superuser.query('create temporary table kept as select frontier from log.head');
  await log.commit(entryForTests(), never);
  const note = await log.checkpoint();
  await superuser.query(`set session_replication_role = replica; ${sql}`);
  const other = at.open();
  await expect(other.checkpoint()).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE', reason });
  await expect(other.checkpoint()).rejects.toMatchObject({ reason });
  expect(at.faults).toHaveLength(1);
  const { rows } = await superuser.query<{ count: string }>('select count(*) from log.checkpoint');
  expect(rows).toEqual([{ count: '1' }]);
  expect(note).toContain('\n3\n');
});
