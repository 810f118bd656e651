import type pg from 'pg';
import type { ScreeningStore } from '../screening-store.ts';
import type { CommittedAsking } from '../worker/commit-asked.ts';
import { inTransaction } from '@hearthgate/database';

/** What came of a chunk, sealed. */
export interface ChunkResult {
  readonly id: string;
  readonly round: number;
  readonly chunk: number;
  /** Rows of its roster. */
  readonly rows: number;
  readonly unanswered: number;
  readonly sealed: Buffer;
  /** Only what the audit log holds is stored: no receipt, no data. */
  readonly committed: CommittedAsking | 'NOBODY_WAS_ASKED_ABOUT';
}

/**
 * Stores what came of a chunk, once for each round, and counts it; the last chunk of a round sends the job that finishes
 * the screening. What a screening that has ended, or is in a later round, would have is dropped. Results of an earlier
 * round stay where more of those were answered.
 */
export function storeResult({ pool, sendJobs }: ScreeningStore, result: ChunkResult): Promise<void> {
  const { id, round, rows } = result;
  return inTransaction(pool, async (transaction) => {
    const running = await lockRound(transaction, id, round);
    if (!running) return;
    const change = await writeResult(transaction, result);
    if (change === undefined) return;
    const { rows: counted } = await transaction.query<{ done: boolean }>(
      `update screening.screening
       set chunks_done = chunks_done + 1, rows_done = rows_done + $2, unanswered = unanswered + $3
       where id = $1 returning chunks_done = chunks as done`,
      [id, rows, change],
    );
    if (counted[0]?.done === true) {
      await sendJobs('finish', [{ data: { screening: id, round } }], transaction);
    }
  });
}

async function lockRound(transaction: pg.ClientBase, id: string, round: number): Promise<boolean> {
  const { rowCount } = await transaction.query({
    name: 'lock-round',
    text: `select from screening.screening where id = $1 and round = $2 and status = 'RUNNING' for update`,
    values: [id, round],
  });
  return rowCount === 1;
}

/** By how much the number of unanswered students changes; undefined where the chunk has its result of this round. */
async function writeResult(
  transaction: pg.ClientBase,
  { id, round, chunk, unanswered, sealed }: ChunkResult,
): Promise<number | undefined> {
  const { rows } = await transaction.query<{ round: number; unanswered: number }>({
    name: 'read-result-round',
    text: 'select round, unanswered from screening.result_chunk where screening = $1 and chunk = $2',
    values: [id, chunk],
  });
  const [before] = rows;
  if (before === undefined) {
    await transaction.query({
      name: 'insert-result',
      text: `insert into screening.result_chunk (screening, chunk, round, unanswered, sealed)
             values ($1, $2, $3, $4, $5)`,
      values: [id, chunk, round, unanswered, sealed],
    });
    return unanswered;
  }
  if (before.round >= round) return undefined;
  const better = unanswered <= before.unanswered;
  await transaction.query(
    better
      ? `update screening.result_chunk set round = $3, unanswered = $4, sealed = $5 where screening = $1 and chunk = $2`
      : `update screening.result_chunk set round = $3 where screening = $1 and chunk = $2`,
    better ? [id, chunk, round, unanswered, sealed] : [id, chunk, round],
  );
  return better ? unanswered - before.unanswered : 0;
}
