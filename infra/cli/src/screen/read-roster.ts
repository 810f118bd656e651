import { rosterColumns, STUDENT_NUMBER } from '@hearthgate/roster';
import { cleanStudentNumber, readStudentNumber, type StudentNumber } from '@hearthgate/schema';
import { openTable, type PassedOver, UnusableFile } from '@hearthgate/table';
import { ScreeningError } from './errors.ts';

/** A row of the roster, and what became of its number. */
export interface RosterRow {
  readonly line: number;
  /** The cell as the file has it. */
  readonly written: string;
  /** Absent where the cell holds no student number. */
  readonly number?: StudentNumber;
  /** Why it is none, or what to look at though it is one; never repeats it. */
  readonly reason?: string;
}

export interface Roster {
  readonly rowCount: number;
  readonly passedOver: PassedOver;
  /** Reads the file anew, with flat memory. */
  rows(): AsyncIterable<RosterRow>;
}

/**
 * Opens a roster and reads it through once: to know how many rows there are, and whether a spreadsheet has been at it (any
 * number ending in 000 that fails makes all of them invalid: domain.md).
 * @throws UnusableFile when it is no table, has no column for student numbers, or no row.
 */
export async function readRoster(file: string, signal: AbortSignal): Promise<Roster> {
  const table = await openTable(file, rosterColumns);
  let rowCount = 0;
  let zerosAreSuspect = false;
  for await (const row of table.rows()) {
    signal.throwIfAborted();
    rowCount += 1;
    const cleaned = cleanStudentNumber(row.cell(STUDENT_NUMBER));
    if (!cleaned.ok && cleaned.endsInZeros) zerosAreSuspect = true;
  }
  if (rowCount === 0) {
    throw new UnusableFile(file, `no rows below the header at line ${String(table.headerLine)}`);
  }

  async function* rows(): AsyncGenerator<RosterRow> {
    let count = 0;
    for await (const row of table.rows()) {
      count += 1;
      const cell = row.cell(STUDENT_NUMBER);
      const read = readStudentNumber(cell, { zerosAreSuspect });
      const [warning] = read.ok ? read.warnings : [read.reason];
      yield {
        line: row.line,
        written: cell.text,
        ...(read.ok ? { number: read.value } : {}),
        ...(warning === undefined ? {} : { reason: warning }),
      };
    }
    // What the first pass found out would not hold for the rest.
    if (count !== rowCount) {
      throw new ScreeningError('ROSTER_CHANGED', `${file}: changed while it was read; screen it again`);
    }
  }
  return { rowCount, passedOver: table.passedOver(), rows };
}
