import { setTimeout as pause } from 'node:timers/promises';
import { HearthgateError, type Screenings } from '@hearthgate/client/source';
import { resultHeader } from '@hearthgate/roster';
import { ScreeningError } from './errors.ts';
import { limits } from './limits.ts';
import { recordEnds } from './record-ends.ts';
import type { ResultsFile } from './results-file.ts';

/**
 * Whether the results have a column for a program. `withheld`: one was asked for and the purpose does not show it, so that
 * the gateway was not told of it, and the column is empty.
 */
export type AskedProgram = 'none' | 'shown' | 'withheld';

export interface DownloadResultsOptions {
  readonly screenings: Screenings;
  readonly id: string;
  readonly results: ResultsFile;
  readonly program: AskedProgram;
  /** Of the roster, as it was read here. */
  readonly rowCount: number;
  readonly signal: AbortSignal;
  readonly pausesMs?: readonly number[] | undefined;
}

/**
 * The results of a completed screening as a file, byte by byte as the gateway sends them; from the start again when their
 * stream breaks off. Guarantees the header of contract.md and a row for each row of the roster.
 *
 * Errors: `GATEWAY_BROKEN` when they are not; `RESULTS_UNUSABLE`; the client's, after the last try; the signal's reason.
 */
export async function downloadResults(options: DownloadResultsOptions): Promise<void> {
  const { signal, results, pausesMs = limits.downloadPausesMs } = options;
  for (let tries = 0; ; tries += 1) {
    try {
      await downloadOnce(options);
      return;
    } catch (error) {
      signal.throwIfAborted();
      const pauseMs = pausesMs[tries];
      const brokeOff = error instanceof HearthgateError && error.code === 'GATEWAY_UNREACHABLE';
      if (!brokeOff || pauseMs === undefined) throw error;
      await pause(pauseMs, undefined, { signal });
      await results.restart();
    }
  }
}

async function downloadOnce(options: DownloadResultsOptions): Promise<void> {
  const { screenings, id, results, program, rowCount, signal } = options;
  const header = Buffer.from(`\ufeff${resultHeader(program === 'shown').join(',')}\n`);
  const lastColumn = resultHeader(true).at(-1) ?? '';
  const endsOf = recordEnds();
  let head = Buffer.alloc(0);
  let records = 0;
  for await (const bytes of await screenings.results(id, { signal })) {
    if (head.length < header.length) head = Buffer.concat([head, bytes.subarray(0, header.length)]);
    const ends = endsOf(bytes);
    const cells = ends.map((_end, n) => (records + n === 0 ? `,${lastColumn}` : ','));
    records += ends.length;
    await results.write(program === 'withheld' ? insertedBefore(bytes, ends, cells) : bytes);
  }
  if (!head.subarray(0, header.length).equals(header)) {
    throw broken('the gateway gave results of another form: run both at one version');
  }
  if (records - 1 !== rowCount) {
    throw broken(
      `the gateway gave ${String(records - 1)} rows of results for ${String(rowCount)} rows of the roster`,
    );
  }
}

/** The bytes with a text before each of these places. */
function insertedBefore(bytes: Uint8Array, places: readonly number[], texts: readonly string[]): Buffer {
  const pieces: Uint8Array[] = [];
  let from = 0;
  for (const [n, place] of places.entries()) {
    pieces.push(bytes.subarray(from, place), Buffer.from(texts[n] ?? ''));
    from = place;
  }
  pieces.push(bytes.subarray(from));
  return Buffer.concat(pieces);
}

function broken(message: string): ScreeningError {
  return new ScreeningError('GATEWAY_BROKEN', message);
}
