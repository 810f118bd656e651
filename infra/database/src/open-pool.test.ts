import { afterEach, expect, inject, test } from 'vitest';
import type pg from 'pg';
import { openPool } from './open-pool.ts';

let pool: pg.Pool | undefined;
afterEach(() => pool?.end());

test('settings hold for each connection, also over those that the URL names', async () => {
  const url = new URL(inject('postgresUrl'));
  url.searchParams.set('options', '-c synchronous_commit=off -c work_mem=5MB');
  pool = openPool({
    databaseUrl: url.href,
    maxConnections: 1,
    connectTimeoutMs: 10_000,
    statementTimeoutMs: 10_000,
    settings: { synchronous_commit: 'on', default_transaction_isolation: 'repeatable read' },
  });
  const { rows } = await pool.query<Record<string, string>>(
    `select current_setting('synchronous_commit') as commit, current_setting('transaction_isolation') as isolation,
            current_setting('work_mem') as memory`,
  );
  expect(rows).toEqual([{ commit: 'on', isolation: 'repeatable read', memory: '5MB' }]);
});
