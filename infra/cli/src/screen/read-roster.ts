import { createHash } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { rosterColumns, STUDENT_NUMBER } from '@hearthgate/roster';
import { cleanStudentNumber, readStudentNumber } from '@hearthgate/schema';
import { openTable, type PassedOver, UnusableFile } from '@hearthgate/table';
import { limits } from './limits.ts';

/** A row to look at, by its line; repeats nothing of it. */
export interface ReportedRow {
  readonly line: number;
  readonly column: string;
  readonly reason: string;
}

/** What there is to know about a roster before anybody is asked about it. */
export interface Roster {
  readonly rowCount: number;
  readonly passedOver: PassedOver;
  /** Rows without a student number and those to look at, as an import reports them; the first thousand of each. */
  readonly rejected: readonly ReportedRow[];
  readonly warnings: readonly ReportedRow[];
  /** The file's bytes; reading them fails once it has changed. */
  readonly bytes: Blob;
  /** Their SHA-256, hex. */
  readonly sha256: string;
  /** The cells that should hold student numbers, as the file has them; reads it anew. */
  cells(): AsyncIterable<string>;
}

/**
 * Reads a roster through once, with flat memory.
 * @throws UnusableFile when it is no table, has no column for student numbers, or no row.
 */
export async function readRoster(file: string, signal: AbortSignal): Promise<Roster> {
  const table = await openTable(file, rosterColumns);
  // From now on a change of the file makes reading these bytes fail.
  const bytes = await openAsBlob(file);
  // Whether a spreadsheet has been at the file is known at its end only (domain.md: numbers that end in 000).
  const trusting = report();
  const suspecting = report();
  let rowCount = 0;
  let zerosAreSuspect = false;
  for await (const row of table.rows()) {
    signal.throwIfAborted();
    rowCount += 1;
    const cell = row.cell(STUDENT_NUMBER);
    const { ok, endsInZeros } = cleanStudentNumber(cell);
    if (!ok && endsInZeros) zerosAreSuspect = true;
    const trusted = readStudentNumber(cell, { zerosAreSuspect: false });
    trusting.add(row.line, trusted);
    suspecting.add(row.line, endsInZeros ? readStudentNumber(cell, { zerosAreSuspect: true }) : trusted);
  }
  if (rowCount === 0) {
    throw new UnusableFile(file, `no rows below the header at line ${String(table.headerLine)}`);
  }
  async function* cells(): AsyncGenerator<string> {
    for await (const row of table.rows()) yield row.cell(STUDENT_NUMBER).text;
  }
  const { rejected, warnings } = zerosAreSuspect ? suspecting : trusting;
  const passedOver = table.passedOver();
  return { rowCount, passedOver, rejected, warnings, bytes, sha256: await sha256(bytes), cells };
}

interface Report {
  readonly rejected: ReportedRow[];
  readonly warnings: ReportedRow[];
  add(line: number, read: ReturnType<typeof readStudentNumber>): void;
}

function report(): Report {
  const rejected: ReportedRow[] = [];
  const warnings: ReportedRow[] = [];
  return {
    rejected,
    warnings,
    add: (line, read) => {
      const [reason] = read.ok ? read.warnings : [read.reason];
      const reported = read.ok ? warnings : rejected;
      if (reason === undefined || reported.length >= limits.maxReportedRows) return;
      reported.push({ line, column: 'student_number', reason });
    },
  };
}

async function sha256(bytes: Blob): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of bytes.stream()) hash.update(chunk);
  return hash.digest('hex');
}
