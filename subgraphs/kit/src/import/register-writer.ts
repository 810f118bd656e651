import type { Execute } from './in-import-transaction.ts';
import type { ImportReport } from './import-report.ts';
import type { ReadRow } from './read-batches.ts';

/** Puts a register's rows into its tables, inside the import's transaction. */
export interface RegisterWriter<Entry> {
  /** Locked for the import: where its report goes. */
  readonly lockTable: string;
  /** Emptied first; not by `truncate`, which would keep readers waiting until the commit. */
  readonly tables: readonly string[];
  write(execute: Execute, rows: readonly ReadRow<Entry>[]): Promise<void>;
  record(execute: Execute, report: ImportReport): Promise<void>;
}
