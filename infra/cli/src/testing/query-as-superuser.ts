import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withClient } from '@hearthgate/database';
import type { RunFile } from '@hearthgate/local/run-file';

export interface QueryAsSuperuserOptions {
  readonly dataDir: string;
  readonly runFile: Pick<RunFile, 'postgres'>;
  readonly database: string;
}

/** Runs one statement as whoever owns the machine: past every role, trigger and privilege. Returns its rows. */
export async function queryAsSuperuser(
  { dataDir, runFile, database }: QueryAsSuperuserOptions,
  text: string,
): Promise<Record<string, unknown>[]> {
  const secrets = JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')) as {
    superuserPassword: string;
  };
  const url = new URL(`postgresql://127.0.0.1:${String(runFile.postgres.port)}/${database}`);
  url.username = 'postgres';
  url.password = secrets.superuserPassword;
  return withClient(url.href, async (superuser) => {
    // Of a table's own triggers none fires in such a session.
    await superuser.query('set session_replication_role = replica');
    const { rows } = await superuser.query<Record<string, unknown>>(text);
    return rows;
  });
}
