import pg from 'pg';
import { ImportRefused } from './import-refused.ts';

/** A statement of an import. Fails as `ImportRefused`, never with what Postgres says: its messages quote values. */
export type Execute = <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>;

export interface ImportDatabaseOptions<Result> {
  /** As the database's owner. */
  readonly databaseUrl: string;
  /** Taken for the whole transaction, so that two imports follow each other; those who read are not kept waiting. */
  readonly lockTable: string;
  /** Everything is done, and then undone. */
  readonly dryRun?: boolean;
  /** Filled anew by the import. */
  readonly tables: readonly string[];
  readonly replace: (execute: Execute) => Promise<Result>;
}

/**
 * Runs `replace` in one transaction: all of it takes place, or nothing. Whoever reads meanwhile sees the old register
 * until the commit, and the new one after it.
 *
 * The lock is a table's and not an advisory one, which any role that can connect could hold against the import.
 */
export async function inImportTransaction<Result>(options: ImportDatabaseOptions<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: options.databaseUrl });
  client.on('error', () => undefined);
  const execute: Execute = async (text, values) => {
    try {
      return (await client.query(text, values)).rows;
    } catch (error) {
      throw failure(error);
    }
  };
  try {
    await client.connect().catch((error: unknown) => {
      throw failure(error);
    });
    await execute('begin');
    await execute(`lock table ${options.lockTable} in share row exclusive mode`);
    const result = await options.replace(execute);
    if (options.dryRun) await execute('rollback');
    else await commit(client);
    if (!options.dryRun) await tidyUp(client, options.tables);
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function failure(error: unknown): ImportRefused {
  const { code } = error as { code?: unknown };
  const where = typeof code === 'string' ? ` (${code})` : '';
  return new ImportRefused(
    'DATABASE_FAILED',
    `the database broke the import off${where}, and the register is as it was: see that the database runs, then import again`,
  );
}

async function commit(client: pg.Client): Promise<void> {
  try {
    await client.query('commit');
  } catch (error) {
    if (error instanceof pg.DatabaseError && !error.code?.startsWith('57')) throw failure(error);
    throw new ImportRefused(
      'COMMIT_UNKNOWN',
      'the connection broke while the import was being committed: the old register stands or the new one; import again',
    );
  }
}

/** Half of each table is dead rows now, and the planner knows the old ones. Postgres would see to it later by itself. */
async function tidyUp(client: pg.Client, tables: readonly string[]): Promise<void> {
  await client.query(`vacuum (analyze) ${tables.join(', ')}`).catch(() => undefined);
}
