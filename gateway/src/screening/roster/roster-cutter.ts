import { type Cell, readStudentNumber } from '@hearthgate/schema';
import { limits } from '../../limits.ts';
import { packHigh, packLow } from './packed-number.ts';
import { RosterChunkWriter } from './roster-chunk.ts';
import { SeenStudents } from './seen-students.ts';

const { studentsPerChunk, rowsPerChunk, maxChunkBytes, maxReportedRows } = limits.screening;

/** A row by its line, and what is the matter with its number; never repeats it. */
export interface ReportedRow {
  readonly line: number;
  readonly reason: string;
}

export interface CutChunk {
  readonly rows: number;
  readonly students: number;
  readonly bytes: Buffer;
}

/**
 * Cuts a roster into chunks, row by row: each student stands once among the new students of a chunk, every row in the
 * order of the roster. Its memory grows by 20 bytes a student and holds one chunk.
 */
export class RosterCutter {
  readonly #zerosAreSuspect: boolean;
  readonly #seen = new SeenStudents();
  #chunk = new RosterChunkWriter();
  rows = 0;
  /** A number that ends in 000 failed: where numbers were not suspect, the roster is to be cut again with them so. */
  zerosFailed = false;
  readonly rejected: ReportedRow[] = [];
  readonly warnings: ReportedRow[] = [];

  constructor({ zerosAreSuspect }: { readonly zerosAreSuspect: boolean }) {
    this.#zerosAreSuspect = zerosAreSuspect;
  }

  get students(): number {
    return this.#seen.size;
  }

  /** Takes a row; gives a chunk when one is full. */
  take(line: number, cell: Cell): CutChunk | undefined {
    this.rows += 1;
    const read = readStudentNumber(cell, { zerosAreSuspect: this.#zerosAreSuspect });
    if (read.ok) {
      const [high, low] = [packHigh(read.value), packLow(read.value)];
      const ordinal = this.#seen.see(high, low);
      if (ordinal === -1) this.#chunk.addNew(high, low);
      else this.#chunk.addSeen(ordinal, high, low);
      const [warning] = read.warnings;
      if (warning !== undefined) report(this.warnings, line, warning);
    } else {
      this.zerosFailed ||= read.endsInZeros;
      this.#chunk.addInvalid(cell.text);
      report(this.rejected, line, read.reason);
    }
    const { students, rows, bytes } = this.#chunk;
    const full = students >= studentsPerChunk || rows >= rowsPerChunk || bytes >= maxChunkBytes;
    return full ? this.last() : undefined;
  }

  /** What is left; undefined where nothing is. */
  last(): CutChunk | undefined {
    const { rows, students } = this.#chunk;
    if (rows === 0) return undefined;
    const bytes = this.#chunk.toBytes();
    this.#chunk = new RosterChunkWriter();
    return { rows, students, bytes };
  }
}

function report(reported: ReportedRow[], line: number, reason: string): void {
  if (reported.length < maxReportedRows) reported.push({ line, reason });
}
