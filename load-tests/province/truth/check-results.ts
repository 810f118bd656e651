import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Province } from '../people/province.ts';
import { RESULT_HEADER, resultLine } from '../roster/result-line.ts';
import { rosterRows } from '../roster/roster-rows.ts';
import { Tally } from './tally.ts';

export interface CheckResultsOptions {
  readonly province: Province;
  readonly size: number;
  /** Results as CSV. */
  readonly file: string;
}

export interface CheckedResults {
  /** What the results must add up to. */
  readonly expected: Tally;
  /** Rows of the roster, whose line is not in the results to the byte; lines that are too many count as well. */
  readonly wrongRows: number;
  /** Where the first of them is, in words without a number. */
  readonly firstWrong: string | undefined;
}

/**
 * Holds every line of a screening's results against what is expected of it, in the roster's order: status and outcome of
 * every row, not of a sample. Wants a BOM and the header; takes either kind of line end.
 */
export async function checkResults({ province, size, file }: CheckResultsOptions): Promise<CheckedResults> {
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity })[
    Symbol.asyncIterator
  ]();
  const expected = new Tally();
  let wrongRows = 0;
  let firstWrong: string | undefined;
  const wrong = (where: string): void => {
    wrongRows += 1;
    firstWrong ??= where;
  };

  const header = await lines.next();
  if (header.done === true || header.value !== `\ufeff${RESULT_HEADER}`) wrong('the header');
  for (const row of rosterRows(province, size)) {
    const line = await lines.next();
    expected.add(row);
    const must = resultLine(row);
    if (line.done === true) wrong(`row ${String(expected.rows)} is not there`);
    else if (line.value !== must) wrong(`row ${String(expected.rows)}: ${difference(line.value, must)}`);
  }
  for (let rest = await lines.next(); rest.done !== true; rest = await lines.next()) {
    wrong('a row that the roster does not have');
  }
  return { expected, wrongRows, firstWrong };
}

/** Names the first column that differs, and what it holds unless that is a student's number. */
function difference(line: string, must: string): string {
  const names = RESULT_HEADER.split(',');
  const [cells, expected] = [line.split(','), must.split(',')];
  const column = expected.findIndex((cell, index) => cell !== cells[index]);
  if (column <= 0) return 'another number, or more columns';
  return `${names[column] ?? ''} is "${cells[column] ?? ''}" instead of "${expected[column] ?? ''}"`;
}
