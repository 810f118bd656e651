import type pg from 'pg';
import type { ScreeningVault } from '../key/screening-vault.ts';
import { ResultLines, type ResultLinesOptions } from './result-lines.ts';
import { readAnsweredChunks } from './stored-chunks.ts';
import { RowWalk } from './visit-rows.ts';

export interface ResultsOfOptions extends ResultLinesOptions {
  readonly pool: pg.Pool;
  readonly vault: ScreeningVault;
  readonly id: string;
  readonly chunks: number;
  readonly students: number;
}

/** The results of a completed screening as text, chunk by chunk: a row for each of its roster, in its order. */
export async function* resultsOf(options: ResultsOfOptions): AsyncGenerator<string> {
  const { pool, vault, id, chunks, students } = options;
  const walk = new RowWalk(students);
  const lines = new ResultLines(options);
  for await (const chunk of readAnsweredChunks(pool, { id, chunks }, vault)) {
    walk.visit(chunk, lines);
    yield lines.take();
  }
}
