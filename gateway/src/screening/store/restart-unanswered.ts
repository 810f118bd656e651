import { limits } from '../../limits.ts';
import type { ScreeningStore } from '../screening-store.ts';
import { inTransaction } from '@hearthgate/database';

/**
 * Begins another round of a completed screening, about the chunks with students for whom an agency did not answer. Their
 * results stand until better ones are there. Does nothing to a screening without such chunks, or that is not completed
 * any more.
 */
export async function restartUnanswered({ pool, sendJobs }: ScreeningStore, id: string): Promise<void> {
  await inTransaction(pool, async (transaction) => {
    const { rows: locked } = await transaction.query<{ round: number }>(
      `select round from screening.screening where id = $1 and status = 'COMPLETED' for update`,
      [id],
    );
    const round = (locked[0]?.round ?? 0) + 1;
    if (round === 1) return;
    const { rows } = await transaction.query<{ chunk: number; rows: number }>(
      `select chunk, rows from screening.result_chunk join screening.roster_chunk using (screening, chunk)
       where screening = $1 and unanswered > 0`,
      [id],
    );
    if (rows.length === 0) return;
    const rowsAgain = rows.reduce((sum, chunk) => sum + chunk.rows, 0);
    await transaction.query(
      `update screening.screening
       set status = 'RUNNING', round = $2, chunks_done = chunks_done - $3, rows_done = rows_done - $4
       where id = $1`,
      [id, round, rows.length, rowsAgain],
    );
    for (let from = 0; from < rows.length; from += limits.screening.jobsAtOnce) {
      const jobs = rows
        .slice(from, from + limits.screening.jobsAtOnce)
        .map(({ chunk }) => ({ data: { screening: id, round, chunk }, priority: -chunk }));
      await sendJobs('chunk', jobs, transaction);
    }
  });
}
