import { randomBytes } from 'node:crypto';
import { withClient } from '@hearthgate/database';
import pg from 'pg';
import { auditLogUrl } from './audit-log-url.ts';
import { provisionAuditLog } from './provision-audit-log.ts';

export interface TestLogDatabase extends AsyncDisposable {
  readonly name: string;
  urlAs(role: 'owner' | 'writer' | 'reader' | 'review'): string;
  /** A connection as one of the roles, or as the superuser; closed on disposal. */
  connect(role: 'owner' | 'writer' | 'reader' | 'review' | 'superuser'): Promise<pg.Client>;
  /** Runs `work` while the database is there but answers nobody. */
  whileGone<Result>(work: () => Promise<Result>): Promise<Result>;
}

const passwords = {
  owner: 'owner-of-a-test',
  writer: 'writer-of-a-test',
  reader: 'reader-of-a-test',
  review: 'review-of-a-test',
};

/** For tests: an audit log's database of a test file's own, dropped with its roles on disposal. */
export async function openLogForTests(adminUrl: string): Promise<TestLogDatabase> {
  const name = `test_audit_${randomBytes(6).toString('hex')}`;
  await provisionAuditLog({ adminUrl, database: name, passwords });
  const superuserUrl = new URL(adminUrl);
  superuserUrl.pathname = `/${name}`;
  const urlAs = (role: keyof typeof passwords): string =>
    auditLogUrl({ clusterUrl: adminUrl, database: name, role, password: passwords[role] });
  const clients: pg.Client[] = [];
  return {
    name,
    urlAs,
    connect: async (role) => {
      const client = new pg.Client({
        connectionString: role === 'superuser' ? superuserUrl.href : urlAs(role),
      });
      client.on('error', () => undefined);
      await client.connect();
      clients.push(client);
      return client;
    },
    whileGone: async (work) => {
      await withClient(adminUrl, async (admin) => {
        await admin.query(`alter database ${name} with allow_connections false`);
        await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
          name,
        ]);
      });
      try {
        return await work();
      } finally {
        await withClient(adminUrl, (admin) =>
          admin.query(`alter database ${name} with allow_connections true`),
        );
      }
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(clients.map((client) => client.end().catch(() => undefined)));
      await withClient(adminUrl, async (admin) => {
        await admin.query(`drop database ${name} with (force)`);
        for (const role of [name, `${name}_reader`, `${name}_review`, `${name}_owner`])
          await admin.query(`drop role ${role}`);
      });
    },
  };
}
