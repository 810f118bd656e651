import type pg from 'pg';

export interface RegisterCounts {
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly accepted: number;
  readonly rejected: number;
}

/** The latest import's as-of date and counts; `null` when no register was imported yet. */
export async function readRegister(pool: pg.Pool): Promise<RegisterCounts | null> {
  const { rows } = await pool.query<RegisterCounts>(
    `select as_of::text as "asOf", accepted, rejected from shared.register`,
  );
  return rows[0] ?? null;
}
