import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { rosterColumns, STUDENT_NUMBER } from '@hearthgate/roster';
import { openTable, UnusableFile } from '@hearthgate/table';
import { ConsoleError } from '../../errors.ts';
import { limits } from '../../limits.ts';

/**
 * Hands a workbook's student numbers to `use` as NDJSON, a line for each row in its order, as the gateway reads rosters. The
 * other columns go nowhere. A workbook's rows cannot be found before its end is there, so it lies in a private file of this
 * process until `use` is done.
 *
 * Errors: `ROSTER_UNREADABLE`, saying what to do about the file and nothing of what is in it; `REQUEST_TOO_LARGE` from the
 * body.
 */
export async function readWorkbookRoster<Result>(
  workbook: Readable,
  use: (roster: Readable) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'hearthgate-console-'));
  const file = join(folder, 'roster.xlsx');
  try {
    await pipeline(workbook, createWriteStream(file, { mode: 0o600 }));
    const table = await openTable(file, rosterColumns);
    // Read to the end before anything is sent: half a roster must not pass for one.
    let rows = 0;
    for await (const row of table.rows()) rows += row.line > 0 ? 1 : 0;
    if (rows === 0) throw new UnusableFile(file, 'no rows below the header');
    return await use(Readable.from(lines(table.rows()), { objectMode: false }));
  } catch (error) {
    if (error instanceof UnusableFile) throw new ConsoleError('ROSTER_UNREADABLE', error.problem);
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* lines(rows: AsyncIterable<{ cell(name: string): { text: string } }>): AsyncGenerator<Buffer> {
  let piece = '';
  for await (const row of rows) {
    piece += `${JSON.stringify({ studentNumber: row.cell(STUDENT_NUMBER).text })}\n`;
    if (piece.length < limits.rosterPieceCharacters) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  if (piece !== '') yield Buffer.from(piece);
}
