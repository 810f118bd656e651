import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';

export interface MigrateOptions {
  /** Connected as the database's owner. */
  readonly client: pg.Client;
  /** The folder of `NNNN-name.sql` files. */
  readonly folder: URL;
  /** A role's name for each placeholder: `service` is put in the place of :"service". */
  readonly roles: Readonly<Record<string, string>>;
}

/**
 * Runs the migrations that this database has not had, in the order of their numbers, all in one transaction.
 * Refuses a migration whose text changed after it ran: what a database went through would no longer be known.
 */
export async function migrate({ client, folder, roles }: MigrateOptions): Promise<void> {
  await client.query('begin');
  try {
    await client.query(
      `create table if not exists public.migration (
         name text primary key, sha256 text not null, applied_at timestamptz not null default now())`,
    );
    // Two that start at once run one after the other.
    await client.query('lock table public.migration in exclusive mode');
    const { rows } = await client.query<{ name: string; sha256: string }>(
      'select name, sha256 from public.migration',
    );
    const applied = new Map(rows.map(({ name, sha256 }) => [name, sha256]));
    for (const name of (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()) {
      const text = await readFile(new URL(name, folder), 'utf8');
      const sha256 = createHash('sha256').update(text).digest('hex');
      const known = applied.get(name);
      if (known === sha256) continue;
      if (known !== undefined)
        throw new Error(`migration ${name} was edited after it ran: restore it and add a new one`);
      await client.query(withRoles(text, roles));
      await client.query('insert into public.migration (name, sha256) values ($1, $2)', [name, sha256]);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

function withRoles(text: string, roles: MigrateOptions['roles']): string {
  return text.replaceAll(/:"(\w+)"/g, (_placeholder, key: string) => {
    const name = roles[key];
    if (name === undefined) throw new Error(`a migration names the role ${key}, which it was not given`);
    return pg.escapeIdentifier(name);
  });
}
