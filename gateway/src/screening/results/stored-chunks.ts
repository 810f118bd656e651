import type pg from 'pg';
import { limits } from '../../limits.ts';
import type { ScreeningVault } from '../key/screening-vault.ts';
import { RosterChunk } from '../roster/roster-chunk.ts';
import { RESULT_BYTES } from './student-result.ts';

/** A chunk of a roster with what came of its new students. */
export interface AnsweredChunk {
  readonly roster: RosterChunk;
  /** Two integers for each new student (`packResult`). */
  readonly results: Uint32Array;
}

/**
 * All chunks of a screening in the order of its roster, opened as they are read; a few are held at a time.
 *
 * Throws where one is missing, or is not what was sealed: half a roster is never taken for a whole one.
 */
export async function* readAnsweredChunks(
  pool: pg.Pool,
  { id, chunks }: { readonly id: string; readonly chunks: number },
  vault: ScreeningVault,
): AsyncGenerator<AnsweredChunk> {
  const { chunksPerRead } = limits.screening;
  for (let first = 0; first < chunks; first += chunksPerRead) {
    const { rows } = await pool.query<{ chunk: number; roster: Buffer; result: Buffer }>({
      name: 'read-answered-chunks',
      text: `select chunk, roster.sealed as roster, result.sealed as result
             from screening.roster_chunk roster join screening.result_chunk result using (screening, chunk)
             where screening = $1 and chunk >= $2 and chunk < $3 order by chunk`,
      values: [id, first, first + chunksPerRead],
    });
    const expected = Math.min(chunksPerRead, chunks - first);
    if (rows.length !== expected) throw new Error('chunks of a screening are missing');
    for (const { chunk, roster, result } of rows) {
      yield {
        roster: new RosterChunk(vault.open('roster', chunk, roster)),
        results: unpackResults(vault.open('result', chunk, result)),
      };
    }
  }
}

/** Results as bytes, whatever the machine's own order of them. */
export function packResults(results: Uint32Array): Buffer {
  const bytes = Buffer.alloc(results.length * 4);
  for (const [index, value] of results.entries()) bytes.writeUInt32LE(value, index * 4);
  return bytes;
}

function unpackResults(bytes: Buffer): Uint32Array {
  const results = new Uint32Array((bytes.length / RESULT_BYTES) * 2);
  for (let index = 0; index < results.length; index += 1) results[index] = bytes.readUInt32LE(index * 4);
  return results;
}
