import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { z } from 'zod';
import type { RunningSystem } from './start-system.ts';

const secretsSchema = z.object({ serverUrl: z.url(), superuserPassword: z.string() });

/**
 * Has a system's Postgres write everything to disk, however long it takes: with gigabytes in its hands it would not stop in
 * the time that it is given, and would recover at each start of what was copied from it.
 */
export async function checkpoint({ dataDir }: RunningSystem): Promise<void> {
  const secrets = secretsSchema.parse(JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')));
  const url = new URL(secrets.serverUrl);
  url.username = 'postgres';
  url.password = secrets.superuserPassword;
  const superuser = new pg.Client({ connectionString: url.href });
  await superuser.connect();
  try {
    await superuser.query('checkpoint');
  } finally {
    await superuser.end();
  }
}
