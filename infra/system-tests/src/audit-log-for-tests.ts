import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  addSubjectKey,
  auditLogUrl,
  newCheckpointKeys,
  provisionAuditLog,
} from '@hearthgate/audit-log/administration';
import { withClient } from '@hearthgate/database';
import type { GatewayConfig } from '@hearthgate/gateway';

/** A leaf as it stands in the log's table. */
export interface LeafForTests {
  readonly index: number;
  /** Base64. */
  readonly leafHash: string;
  readonly leaf: Readonly<Record<string, unknown>>;
}

export interface AuditLogForTests {
  /** What a gateway is told of it. */
  readonly config: GatewayConfig['auditLog'];
  readonly database: string;
  /** All leaves, in order. */
  leaves(): Promise<LeafForTests[]>;
  /** Runs `work` while the log's database is there but answers nobody. */
  whileGone<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** An audit log of a test's own, its keys in `folder`. Several gateways may share it, as replicas do. */
export async function provisionAuditLogForTests(adminUrl: string, folder: string): Promise<AuditLogForTests> {
  const database = `t${randomBytes(4).toString('hex')}_audit`;
  const password = (): string => randomBytes(12).toString('hex');
  const passwords = { owner: password(), writer: password(), reader: password(), review: password() };
  await provisionAuditLog({ adminUrl, database, passwords });
  const urlAs = (role: 'writer' | 'reader' | 'review'): string =>
    auditLogUrl({ clusterUrl: adminUrl, database, role, password: passwords[role] });
  const now = new Date();
  const checkpointKeysFile = join(folder, 'checkpoint.json');
  const subjectKeysFile = join(folder, 'subjects.json');
  await writeFile(checkpointKeysFile, JSON.stringify(newCheckpointKeys('test.example/audit', now)));
  await writeFile(subjectKeysFile, JSON.stringify(addSubjectKey([], now)));
  return {
    database,
    config: {
      writerUrl: urlAs('writer'),
      readerUrl: urlAs('reader'),
      reviewUrl: urlAs('review'),
      checkpointKeysFile,
      subjectKeysFile,
    },
    leaves: () =>
      withClient(urlAs('reader'), async (reader) => {
        const { rows } = await reader.query<{ index: string; leaf: Buffer; hash: Buffer }>(
          'select index, leaf, hash from log.leaf order by index',
        );
        return rows.map(({ index, leaf, hash }) => ({
          index: Number(index),
          leafHash: hash.toString('base64'),
          leaf: JSON.parse(leaf.toString()) as Record<string, unknown>,
        }));
      }),
    whileGone: async (work) => {
      await withClient(adminUrl, async (admin) => {
        await admin.query(`alter database ${database} with allow_connections false`);
        await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
          database,
        ]);
      });
      try {
        return await work();
      } finally {
        await withClient(adminUrl, (admin) =>
          admin.query(`alter database ${database} with allow_connections true`),
        );
      }
    },
  };
}
