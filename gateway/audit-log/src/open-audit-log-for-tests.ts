import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditLog } from './audit-log.ts';
import { openLogForTests, type TestLogDatabase } from './database/open-log-for-tests.ts';
import { addSubjectKey } from './keys/add-subject-key.ts';
import { newCheckpointKeys } from './keys/new-checkpoint-keys.ts';
import type { StoredSubjectKey } from './keys/stored-subject-keys.ts';
import { openAuditLog } from './open-audit-log.ts';
import { type LogVerdict, verifyLog } from './verify/verify-log.ts';

export interface TestAuditLog extends AsyncDisposable {
  readonly database: TestLogDatabase;
  readonly subjectKeys: readonly StoredSubjectKey[];
  /** What was reported, by every log that was opened. */
  readonly faults: unknown[];
  readonly origin: string;
  readonly files: { readonly checkpointKeys: string; readonly subjectKeys: string };
  /** A log of another process, closed on disposal. */
  open(): AuditLog;
  verify(keptCheckpoint?: string): Promise<LogVerdict>;
}

/** For tests: an audit log's database and key files of a test's own, and as many writers on it as are opened. */
export async function openAuditLogForTests(adminUrl: string): Promise<TestAuditLog> {
  const database = await openLogForTests(adminUrl);
  const folder = mkdtempSync(join(tmpdir(), 'hearthgate-audit-'));
  const files = {
    checkpointKeys: join(folder, 'checkpoint.json'),
    subjectKeys: join(folder, 'subject.json'),
  };
  const origin = 'test.example/audit';
  const subjectKeys = addSubjectKey([], new Date());
  writeFileSync(files.checkpointKeys, JSON.stringify(newCheckpointKeys(origin, new Date())));
  writeFileSync(files.subjectKeys, JSON.stringify(subjectKeys));
  const faults: unknown[] = [];
  const logs: AuditLog[] = [];
  const open = (): AuditLog => {
    const log = openAuditLog({
      writerUrl: database.urlAs('writer'),
      readerUrl: database.urlAs('reader'),
      checkpointKeysFile: files.checkpointKeys,
      subjectKeysFile: files.subjectKeys,
      reportFault: (error) => faults.push(error),
    });
    logs.push(log);
    return log;
  };
  const verifierKeys = open().verifierKeys().trimEnd().split('\n');
  return {
    database,
    subjectKeys,
    faults,
    origin,
    files,
    open,
    verify: (keptCheckpoint) =>
      verifyLog({ readerUrl: database.urlAs('reader'), origin, verifierKeys, keptCheckpoint }),
    [Symbol.asyncDispose]: async () => {
      await Promise.all(logs.map((log) => log.close()));
      await database[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true });
    },
  };
}
