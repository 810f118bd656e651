import type pg from 'pg';
import { BadLogQuery } from '../errors.ts';
import type { LogEntry } from '../log-entry.ts';
import { readRows } from './read-rows.ts';
import { entryColumns, entryRow, toLogEntry } from './to-log-entry.ts';

/** The entry at an index; undefined beyond the log. Errors: `BadLogQuery`, `AuditUnavailable`. */
export async function readEntry(pool: pg.Pool, index: number): Promise<LogEntry | undefined> {
  if (!Number.isSafeInteger(index) || index < 0) throw new BadLogQuery('an index is a whole number from 0');
  const [row] = await readRows({
    pool,
    text: `select ${entryColumns} from log.leaf where index = $1`,
    values: [index],
    row: entryRow,
  });
  return row && toLogEntry(row).entry;
}
