import { randomBytes } from 'node:crypto';
import { withClient } from '@hearthgate/database';
import pg from 'pg';
import { gatewayDatabaseUrl } from './gateway-database-url.ts';
import { openGatewayPool } from './open-gateway-pool.ts';
import { provisionGateway } from './provision-gateway.ts';

export interface TestDatabase extends AsyncDisposable {
  readonly owner: pg.Client;
  /** Connections as a replica of the gateway has them; every call opens others. */
  openPool(): pg.Pool;
  /** Runs `work` while the database is there but answers no gateway. */
  whileGone<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** For tests: a gateway's database of a test file's own, dropped with its roles on disposal. */
export async function openTestDatabase(adminUrl: string): Promise<TestDatabase> {
  const database = `test_gateway_${randomBytes(6).toString('hex')}`;
  const passwords = { owner: 'owner-of-a-test', service: 'service-of-a-test' };
  const urlAs = (role: 'owner' | 'service'): string =>
    gatewayDatabaseUrl({ clusterUrl: adminUrl, database, role, password: passwords[role] });
  await provisionGateway({ adminUrl, database, passwords });
  const owner = new pg.Client({ connectionString: urlAs('owner') });
  await owner.connect();
  const pools: pg.Pool[] = [];
  return {
    owner,
    openPool: () => {
      const pool = openGatewayPool(urlAs('service'));
      pools.push(pool);
      return pool;
    },
    whileGone: async (work) => {
      await withClient(adminUrl, async (admin) => {
        await admin.query(`alter database ${database} with allow_connections false`);
        await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where usename = $1', [
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
    [Symbol.asyncDispose]: async () => {
      await Promise.all([owner.end(), ...pools.map((pool) => pool.end())]);
      await withClient(adminUrl, async (admin) => {
        await admin.query(`drop database ${database} with (force)`);
        await admin.query(`drop role ${database}`);
        await admin.query(`drop role ${database}_owner`);
      });
    },
  };
}
