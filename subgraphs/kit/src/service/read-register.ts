import type pg from 'pg';
import { accessRows, insertAccessRows } from '../agency-token/access-rows.ts';
import type { CoveredCall } from '../agency-token/cover-call.ts';

export interface RegisterCounts {
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly accepted: number;
  readonly rejected: number;
}

export interface ReadRegisterOptions {
  readonly pool: pg.Pool;
  readonly call: CoveredCall;
  /** By the name that tokens use, for the access records. */
  readonly field: string;
  /** The column of access records in which this agency keeps whom it was asked about; here, nobody. */
  readonly column: 'refs' | 'student_numbers';
}

/** The latest import's as-of date and counts; `null` when no register was imported yet. Writes the access records. */
export async function readRegister(options: ReadRegisterOptions): Promise<RegisterCounts | null> {
  const { pool, call, field, column } = options;
  const { rows } = await pool.query<RegisterCounts>({
    name: 'read-register',
    text: `
      with recorded as (${insertAccessRows(column)})
      select as_of::text as "asOf", accepted, rejected from shared.register`,
    values: accessRows(call, [field], []),
  });
  return rows[0] ?? null;
}
