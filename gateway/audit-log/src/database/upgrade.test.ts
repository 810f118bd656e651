import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { provisionDatabase, withClient } from '@hearthgate/database';
import { expect, inject, test } from 'vitest';
import { entryForTests } from '../entry-for-tests.ts';
import { addSubjectKey } from '../keys/add-subject-key.ts';
import { newCheckpointKeys } from '../keys/new-checkpoint-keys.ts';
import { openAuditLog } from '../open-audit-log.ts';
import { openLogReview } from '../review/open-log-review.ts';
import { auditLogUrl } from './audit-log-url.ts';
import { provisionAuditLog } from './provision-audit-log.ts';

const adminUrl = inject('postgresUrl');
const database = `test_audit_${randomBytes(6).toString('hex')}`;
const passwords = { owner: 'owner', writer: 'writer', reader: 'reader', review: 'review' };

test('a log that an older version made, with leaves, is reviewed from its first leaf on', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hearthgate-upgrade-'));
  const first = '0001-log.sql';
  await writeFile(join(folder, first), await readFile(new URL(`../../migrations/${first}`, import.meta.url)));
  const urlAs = (role: keyof typeof passwords): string =>
    auditLogUrl({ clusterUrl: adminUrl, database, role, password: passwords[role] });
  await provisionDatabase({
    adminUrl,
    database,
    owner: { name: `${database}_owner`, password: passwords.owner },
    roles: {
      service: { name: database, password: passwords.writer },
      reader: { name: `${database}_reader`, password: passwords.reader },
    },
    migrations: pathToFileURL(`${folder}/`),
  });
  const files = {
    checkpointKeysFile: join(folder, 'checkpoint.json'),
    subjectKeysFile: join(folder, 'subject.json'),
  };
  await writeFile(
    files.checkpointKeysFile,
    JSON.stringify(newCheckpointKeys('test.example/audit', new Date())),
  );
  await writeFile(files.subjectKeysFile, JSON.stringify(addSubjectKey([], new Date())));
  const reportFault = (error: unknown): never => {
    throw error;
  };
  const log = openAuditLog({ ...files, writerUrl: urlAs('writer'), readerUrl: urlAs('reader'), reportFault });
  for (let n = 0; n < 5; n += 1) await log.commit(entryForTests(), AbortSignal.timeout(10_000));
  await provisionAuditLog({ adminUrl, database, passwords });
  await provisionAuditLog({ adminUrl, database, passwords });
  const review = openLogReview({ ...files, reviewUrl: urlAs('review'), reportFault });
  const range = { from: new Date(Date.now() - 3_600_000), to: new Date(Date.now() + 3_600_000) };
  expect((await review.overview(range)).total).toEqual({ answered: 5, refused: 0, subjects: 5 });
  await expect.poll(async () => (await review.overview(range)).rolledUpTo, { timeout: 20_000 }).toBe(5);
  await review.close();
  await log.close();
  await rm(folder, { recursive: true });
  await withClient(adminUrl, async (admin) => {
    await admin.query(`drop database ${database} with (force)`);
    for (const role of ['', '_reader', '_review', '_owner'])
      await admin.query(`drop role ${database}${role}`);
  });
});
