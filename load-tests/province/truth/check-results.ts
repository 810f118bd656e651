import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Province } from '../people/province.ts';
import { RESULT_HEADER, resultLine } from '../roster/result-line.ts';
import { type RosterRow, rosterRows } from '../roster/roster-rows.ts';
import { FINDINGS } from './expected-status.ts';
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
  /** Not among them: rows that say UNKNOWN, and that they are incomplete, where an agency should have answered. */
  readonly incompleteRows: number;
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
  let incompleteRows = 0;
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
    else if (line.value === must) continue;
    else if (isIncomplete(line.value, row)) incompleteRows += 1;
    else wrong(`row ${String(expected.rows)}: ${difference(line.value, must)}`);
  }
  for (let rest = await lines.next(); rest.done !== true; rest = await lines.next()) {
    wrong('a row that the roster does not have');
  }
  return { expected, wrongRows, incompleteRows, firstWrong };
}

/** Whether a line tells less than it must, says so, and tells nothing else. */
function isIncomplete(line: string, row: RosterRow): boolean {
  if (row.status === undefined) return false;
  const cells = line.split(',');
  const findings = { ...row.status.findings };
  for (const [index, finding] of FINDINGS.entries()) {
    if (cells[index + 2] === 'UNKNOWN') findings[finding] = 'UNKNOWN';
  }
  const specialGroups = row.status.specialGroups.filter((group) => cells[7]?.split(';').includes(group));
  return line === resultLine({ ...row, status: { findings, specialGroups, complete: false } });
}

/** Names the first column that differs, and what it holds unless that is a student's number. */
function difference(line: string, must: string): string {
  const names = RESULT_HEADER.split(',');
  const [cells, expected] = [line.split(','), must.split(',')];
  const column = expected.findIndex((cell, index) => cell !== cells[index]);
  if (column <= 0) return 'another number, or more columns';
  return `${names[column] ?? ''} is "${cells[column] ?? ''}" instead of "${expected[column] ?? ''}"`;
}
