import type pg from 'pg';
import { z } from 'zod';
import { AuditUnavailable } from '../errors.ts';

/** A pool, or one of its connections: what is read in a transaction. */
export type Queried = Pick<pg.ClientBase, 'query'>;

export interface ReadRowsOptions<Row> {
  readonly pool: Queried;
  /** Of a statement that is always the same: Postgres keeps its plan. */
  readonly name?: string;
  readonly text: string;
  readonly values: readonly unknown[];
  readonly row: z.ZodType<Row>;
}

/** Rows by their schema. Errors: `AuditUnavailable`, `DATABASE` where they cannot be read, `INCONSISTENT` where they are not what they must be. */
export async function readRows<Row>(options: ReadRowsOptions<Row>): Promise<Row[]> {
  const { pool, name, text, values, row } = options;
  let rows: unknown[];
  try {
    ({ rows } = await pool.query({ ...(name !== undefined && { name }), text, values: [...values] }));
  } catch (cause) {
    throw new AuditUnavailable('DATABASE', { cause });
  }
  const parsed = z.array(row).safeParse(rows);
  if (!parsed.success) throw new AuditUnavailable('INCONSISTENT');
  return parsed.data;
}
