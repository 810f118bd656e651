import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openAuditLog } from '@hearthgate/audit-log';
import { auditLogUrl } from '@hearthgate/audit-log/administration';
import { withClient } from '@hearthgate/database';
import { afterAll, afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { dataDirPaths } from '../data-dir/data-dir-paths.ts';
import { prepareDataDir } from '../data-dir/prepare-data-dir.ts';
import { processStartTime } from '../data-dir/process-start-time.ts';
import { eraseAuditSubjectKey, rotateCheckpointKey, rotateSubjectKey } from './change-audit-keys.ts';
import { listAuditKeys } from './list-audit-keys.ts';
import { prepareAuditLog } from './prepare-audit-log.ts';

const adminUrl = inject('postgresUrl');
const database = `t${randomBytes(4).toString('hex')}_audit`;
const passwords = { owner: 'owner', writer: 'writer', reader: 'reader', review: 'review' };
const urlAs = (role: 'writer' | 'reader'): string =>
  auditLogUrl({ clusterUrl: adminUrl, database, role, password: passwords[role] });

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'hearthgate-audit-keys-'));
  prepareDataDir(dataDir);
});
afterEach(() => {
  rmSync(dataDir, { recursive: true });
});

const prepare = (origin?: string): Promise<void> =>
  prepareAuditLog({ dataDir, adminUrl, database, passwords, readerUrl: urlAs('reader'), origin });
const file = (which: 'checkpointKeys' | 'subjectKeys'): string => dataDirPaths(dataDir)[which];
const text = (which: 'checkpointKeys' | 'subjectKeys'): string => readFileSync(file(which), 'utf8');
const versions = (wanted: string): unknown[] =>
  listAuditKeys(dataDir)
    .filter(({ key }) => key === wanted)
    .map(({ version, state }) => `${String(version)} ${state}`);

afterAll(async () => {
  await withClient(adminUrl, async (admin) => {
    await admin.query(`drop database if exists ${database} with (force)`);
    for (const role of [database, `${database}_reader`, `${database}_review`, `${database}_owner`]) {
      await admin.query(`drop role if exists ${role}`);
    }
  });
});

describe('on a log without leaves', () => {
  test('the first start makes keys that only their owner can read, and later ones keep them', async () => {
    await prepare();
    const made = [text('checkpointKeys'), text('subjectKeys')];
    for (const which of ['checkpointKeys', 'subjectKeys'] as const) {
      expect(statSync(file(which)).mode & 0o777).toBe(0o600);
      expect(statSync(dirname(file(which))).mode & 0o777).toBe(0o700);
    }
    await prepare();
    expect([text('checkpointKeys'), text('subjectKeys')]).toEqual(made);
    expect(listAuditKeys(dataDir).map(({ key, state }) => [key, state])).toEqual([
      ['signing/audit-log', 'current'],
      ['pseudonym/audit-log', 'current'],
    ]);
  });

  test('a log is called as it is told, or by a name of its own', async () => {
    await prepare('log.example/audit');
    expect(text('checkpointKeys')).toContain('"log.example/audit"');
    rmSync(file('checkpointKeys'));
    await prepare();
    const own = text('checkpointKeys');
    expect(own).toMatch(/"hearthgate\.local\/[0-9a-f]{8}"/);
    rmSync(file('checkpointKeys'));
    await prepare();
    expect(text('checkpointKeys')).not.toBe(own);
  });

  test('the list shows no secret', async () => {
    await prepare();
    const secrets = (text('checkpointKeys') + text('subjectKeys')).match(/[A-Za-z0-9+/_-]{40,}=*/g) ?? [];
    expect(secrets.length).toBeGreaterThan(1);
    const listed = JSON.stringify(listAuditKeys(dataDir));
    for (const secret of secrets) expect(listed).not.toContain(secret);
  });
});

describe('rotated and erased', () => {
  beforeEach(() => prepare());

  test('a key of pseudonyms is added, and an old one loses its secret and nothing else', () => {
    const [first] = JSON.parse(text('subjectKeys')) as [{ key: string; createdAt: string }];
    expect(rotateSubjectKey(dataDir)).toBe(2);
    expect(versions('pseudonym/audit-log')).toEqual(['1 previous', '2 current']);
    expect(text('subjectKeys')).toContain(first.key);
    eraseAuditSubjectKey(dataDir, 1);
    expect(versions('pseudonym/audit-log')).toEqual(['1 erased', '2 current']);
    expect(text('subjectKeys')).not.toContain(first.key);
    expect(JSON.parse(text('subjectKeys'))).toMatchObject([{ version: 1, createdAt: first.createdAt }, {}]);
    expect(statSync(file('subjectKeys')).mode & 0o777).toBe(0o600);
    expect(rotateSubjectKey(dataDir)).toBe(3);
  });

  test.each([
    ['in use', 2, 'version 2 of the audit key is in use: rotate the key first'],
    ['erased already', 1, 'version 1 of the audit key was erased'],
    ['not there', 3, 'there is no version 3 of the audit key'],
  ])('a version that is %s is not erased, and the file stays', (_what, version, message) => {
    rotateSubjectKey(dataDir);
    eraseAuditSubjectKey(dataDir, 1);
    const before = text('subjectKeys');
    expect(() => {
      eraseAuditSubjectKey(dataDir, version);
    }).toThrow(expect.objectContaining({ code: 'UNKNOWN_KEY', message }) as Error);
    expect(text('subjectKeys')).toBe(before);
  });

  test('a key of checkpoints is added and the old one stays, under the same name of the log', () => {
    const { origin } = JSON.parse(text('checkpointKeys')) as { origin: string };
    expect(rotateCheckpointKey(dataDir)).toBe(2);
    expect(versions('signing/audit-log')).toEqual(['1 previous', '2 current']);
    expect(JSON.parse(text('checkpointKeys'))).toMatchObject({ origin });
    expect(statSync(file('checkpointKeys')).mode & 0o777).toBe(0o600);
  });

  const changes = [
    ['rotating the key of pseudonyms', 'subjectKeys', () => rotateSubjectKey(dataDir)],
    [
      'erasing a key of pseudonyms',
      'subjectKeys',
      () => {
        eraseAuditSubjectKey(dataDir, 1);
      },
    ],
    ['rotating the key of checkpoints', 'checkpointKeys', () => rotateCheckpointKey(dataDir)],
  ] as const;

  test.each(changes)('%s needs the file, and makes none anew', (_what, which, change) => {
    rmSync(file(which));
    expect(change).toThrow(
      expect.objectContaining({
        code: 'KEYS_LOST',
        message: `${file(which)} is missing: restore it from a backup`,
      }) as Error,
    );
    expect(() => text(which)).toThrow('ENOENT');
  });

  test.each(changes)(
    '%s does not overwrite a damaged file, and does not repeat it',
    (_what, which, change) => {
      const damaged = text(which).replaceAll('"version"', '"verzion"');
      writeFileSync(file(which), damaged);
      expect(change).toThrow(expect.objectContaining({ code: 'DATA_DIR_UNUSABLE' }) as Error);
      expect(text(which)).toBe(damaged);
      const secret = /[A-Za-z0-9+/_-]{40,}/.exec(damaged)?.[0] ?? '';
      expect(change).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining(secret) as unknown }) as Error,
      );
    },
  );

  test.each(changes)(
    '%s waits for nobody: while another process changes keys it is refused',
    (_what, which, change) => {
      const lock = join(dataDirPaths(dataDir).registerLocks, 'audit-log-keys');
      const holder = process.ppid;
      writeFileSync(lock, JSON.stringify({ pid: holder, startedAt: processStartTime(holder) ?? '' }));
      const before = text(which);
      expect(change).toThrow(
        expect.objectContaining({
          code: 'BUSY',
          message: `the audit log's keys are being changed by process ${String(holder)}: try again`,
        }) as Error,
      );
      expect(text(which)).toBe(before);
      rmSync(lock);
      rotateSubjectKey(dataDir);
      expect(() => readFileSync(lock)).toThrow('ENOENT');
    },
  );
});

// Last: the log of this file holds a leaf from here on.
describe('over a log that holds leaves', () => {
  test('keys that were lost are not made anew: the file is named', async () => {
    await prepare();
    const log = openAuditLog({
      writerUrl: urlAs('writer'),
      readerUrl: urlAs('reader'),
      checkpointKeysFile: file('checkpointKeys'),
      subjectKeysFile: file('subjectKeys'),
      reportFault: () => undefined,
    });
    const now = new Date();
    await log.commit(
      {
        kind: 'REFUSALS',
        time: now,
        caller: { network: '*' },
        from: now,
        to: now,
        counts: { RATE_LIMITED: 1 },
      },
      AbortSignal.timeout(10_000),
    );
    await log.close();

    await prepare();
    const kept = text('subjectKeys');
    for (const [which, others] of [
      ['subjectKeys', 'checkpointKeys'],
      ['checkpointKeys', 'subjectKeys'],
    ] as const) {
      const lost = text(which);
      rmSync(file(which));
      await expect(prepare()).rejects.toMatchObject({
        code: 'KEYS_LOST',
        message: `${file(which)} is missing, but the audit log holds leaves made with it: restore it from a backup`,
      });
      expect(() => text(which)).toThrow('ENOENT');
      expect(text(others)).not.toBe('');
      writeFileSync(file(which), lost, { mode: 0o600 });
      await prepare();
    }
    expect(text('subjectKeys')).toBe(kept);
    rmSync(file('subjectKeys'));
    rmSync(file('checkpointKeys'));
    await expect(prepare()).rejects.toMatchObject({
      code: 'KEYS_LOST',
      message: expect.stringMatching(/checkpoint\.json and \S+subjects\.json are missing, but/) as unknown,
    });
  });
});
