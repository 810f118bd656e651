import type pg from 'pg';
import { limits } from '../../limits.ts';
import type { ScreeningStore } from '../screening-store.ts';
import { inTransaction } from '@hearthgate/database';

/** A chunk of a roster, sealed. */
export interface StoredRosterChunk {
  readonly chunk: number;
  readonly rows: number;
  readonly students: number;
  readonly sealed: Buffer;
}

/** Drops what an earlier cutting of the roster left behind. */
export async function dropRosterChunks(pool: pg.Pool, id: string): Promise<void> {
  await pool.query('delete from screening.roster_chunk where screening = $1', [id]);
}

/** Keeps a chunk of a screening that is being cut. Returns whether it still is. */
export async function insertRosterChunk(
  pool: pg.Pool,
  id: string,
  chunk: StoredRosterChunk,
): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'insert-roster-chunk',
    text: `insert into screening.roster_chunk (screening, chunk, rows, students, sealed)
           select id, $2, $3, $4, $5 from screening.screening
           where id = $1 and status = 'RUNNING' and chunks is null for share`,
    values: [id, chunk.chunk, chunk.rows, chunk.students, chunk.sealed],
  });
  return rowCount === 1;
}

export interface CutRoster {
  readonly id: string;
  readonly rows: number;
  readonly students: number;
  readonly chunks: number;
  /** Sealed: what the summary will say of the rows. */
  readonly cut: Buffer;
}

/**
 * The roster is cut: its bytes go, and a job for each chunk is sent. Small rosters are not kept waiting by large ones:
 * first chunks go before second ones, whosesoever they are.
 */
export function completeCut({ pool, sendJobs }: ScreeningStore, roster: CutRoster): Promise<void> {
  const { id, rows, students, chunks, cut } = roster;
  return inTransaction(pool, async (transaction) => {
    const { rowCount } = await transaction.query(
      `update screening.screening set rows_total = $2, students = $3, chunks = $4, cut = $5
       where id = $1 and status = 'RUNNING' and chunks is null`,
      [id, rows, students, chunks, cut],
    );
    if (rowCount === 0) return;
    await transaction.query('delete from screening.upload_part where screening = $1', [id]);
    for (let first = 0; first < chunks; first += limits.screening.jobsAtOnce) {
      const count = Math.min(limits.screening.jobsAtOnce, chunks - first);
      const jobs = Array.from({ length: count }, (_, index) => ({
        data: { screening: id, round: 1, chunk: first + index },
        priority: -(first + index),
      }));
      await sendJobs('chunk', jobs, transaction);
    }
  });
}
