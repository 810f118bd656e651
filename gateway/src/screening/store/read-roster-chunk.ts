import type pg from 'pg';

/** A chunk of a roster as it was sealed; undefined where there is none. */
export async function readRosterChunk(pool: pg.Pool, id: string, chunk: number): Promise<Buffer | undefined> {
  const { rows } = await pool.query<{ sealed: Buffer }>({
    name: 'read-roster-chunk',
    text: 'select sealed from screening.roster_chunk where screening = $1 and chunk = $2',
    values: [id, chunk],
  });
  return rows[0]?.sealed;
}

/** Whether what came of a chunk in this round, or a later one, is stored. */
export async function hasResult(
  pool: pg.Pool,
  { id, chunk, round }: { readonly id: string; readonly chunk: number; readonly round: number },
): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'has-result',
    text: 'select from screening.result_chunk where screening = $1 and chunk = $2 and round >= $3',
    values: [id, chunk, round],
  });
  return rowCount === 1;
}
