import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { z } from 'zod';

const secretsSchema = z.object({
  serverUrl: z.url(),
  agencyPasswords: z.record(z.string(), z.object({ owner: z.string() })),
});

export interface FillRegisterOptions {
  readonly dataDir: string;
  readonly agency: string;
  /** How many persons the register shall have, those that it has included. */
  readonly people: number;
}

/**
 * Makes a register as large as told, with persons that nobody asks about: random pseudonyms, under the category that is
 * there most. Straight in the agency's tables, as their owner: what an importer does with 50 million rows is another
 * question. The index is made anew at the end, as one that grew row by row would take hours.
 */
export async function fillRegister({ dataDir, agency, people }: FillRegisterOptions): Promise<void> {
  const secrets = secretsSchema.parse(JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')));
  const database = `hearthgate_${agency.replaceAll('-', '_')}`;
  const url = new URL(secrets.serverUrl);
  url.pathname = `/${database}`;
  url.username = `${database}_owner`;
  url.password = secrets.agencyPasswords[agency]?.owner ?? '';
  const owner = new pg.Client({ connectionString: url.href });
  await owner.connect();
  try {
    await owner.query(`set maintenance_work_mem = '1GB'; set synchronous_commit = off`);
    await owner.query('alter table register.assertion drop constraint assertion_pkey');
    await owner.query(
      `insert into register.assertion (ref, category)
       select gen_random_uuid(), (select mode() within group (order by category) from register.assertion)
       from generate_series((select count(*) from register.assertion) + 1, $1::bigint)`,
      [people],
    );
    await owner.query(
      'alter table register.assertion add constraint assertion_pkey primary key (ref, category)',
    );
    // As autovacuum would have it in the end: index-only scans need the visibility map.
    await owner.query('vacuum (analyze) register.assertion');
  } finally {
    await owner.end();
  }
}
