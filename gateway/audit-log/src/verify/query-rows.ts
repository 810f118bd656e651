import type pg from 'pg';
import { z } from 'zod';
import { LogFault } from './log-fault.ts';

export interface QueryRowsOptions<Row> {
  readonly client: pg.ClientBase;
  readonly text: string;
  readonly values?: readonly unknown[];
  readonly row: z.ZodType<Row>;
  /** What is read, for the fault of a row that cannot be one. */
  readonly place: string;
}

/** Rows by their schema. Throws a `LogFault` for one that does not fit it, and what Postgres says. */
export async function queryRows<Row>(options: QueryRowsOptions<Row>): Promise<Row[]> {
  const { client, text, values = [], row, place } = options;
  const { rows } = await client.query({ text, values: [...values] });
  const parsed = z.array(row).safeParse(rows);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const column = issue?.path.slice(1).join('.') ?? '';
  throw new LogFault(place, `row ${String(issue?.path[0] ?? '')} of it has an impossible ${column}`);
}
