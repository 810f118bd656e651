import type { ViewField } from '@hearthgate/policies';
import { findingColumns, resultHeader } from '@hearthgate/roster';
import type { StudentNumber } from '@hearthgate/schema';
import { stringify } from 'csv-stringify/sync';
import type { AnsweredRowVisitor } from './visit-rows.ts';
import { type StudentResult, unpackResult, type UnpackedResult, withoutFields } from './student-result.ts';

export type ResultFormat = 'csv' | 'ndjson';

export interface ResultLinesOptions {
  readonly format: ResultFormat;
  readonly withProgram: boolean;
  /** What may be shown now. */
  readonly fields: ReadonlySet<ViewField>;
}

/** Excel takes a CSV file without this for one in the machine's old encoding. */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * Writes the rows of results as text. There are few different results among millions of students: what follows a number
 * is written once for each, and looked up from then on.
 */
export class ResultLines implements AnsweredRowVisitor {
  readonly #options: ResultLinesOptions;
  readonly #tails = new Map<number, string>();
  #text: string;

  constructor(options: ResultLinesOptions) {
    this.#options = options;
    this.#text = options.format === 'csv' ? BYTE_ORDER_MARK + csvRow(resultHeader(options.withProgram)) : '';
  }

  student(numberOf: () => StudentNumber, answers: number, reasons: number): void {
    // Both fit into a number exactly: 30 bits and 18.
    const key = answers + reasons * 2 ** 30;
    let tail = this.#tails.get(key);
    if (tail === undefined) {
      tail = this.#tailOf({ answers, reasons });
      this.#tails.set(key, tail);
    }
    this.#text +=
      this.#options.format === 'csv' ? numberOf() + tail : `{"studentNumber":"${numberOf()}"${tail}`;
  }

  invalid(written: string): void {
    const { format, withProgram } = this.#options;
    this.#text +=
      format === 'csv'
        ? csvRow([written, 'INVALID_NUMBER', ...resultHeader(withProgram).slice(2).fill('')])
        : `${JSON.stringify({ studentNumber: written, outcome: 'INVALID_NUMBER' })}\n`;
  }

  /** What was written since the last call. */
  take(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }

  #tailOf(packed: StudentResult): string {
    const { format, fields, withProgram } = this.#options;
    const result = unpackResult(withoutFields(packed, fields));
    if (format === 'csv') return csvRow(['', ...csvCells(result, withProgram)]);
    return `,${JSON.stringify(jsonMembers(result)).slice(1)}\n`;
  }
}

/** A cell that a spreadsheet would run as a formula is written with a leading apostrophe. */
function csvRow(cells: readonly string[]): string {
  return stringify([[...cells]], { escape_formulas: true });
}

function csvCells(
  { onRoll, findings, specialGroups, complete }: UnpackedResult,
  withProgram: boolean,
): string[] {
  if (!onRoll) return ['NOT_ON_ROLL', ...resultHeader(withProgram).slice(2).fill('')];
  return [
    'ANSWERED',
    ...findingColumns.map(({ field }) => findings[field]?.answer ?? ''),
    [...(specialGroups ?? [])].sort().join(';'),
    complete === undefined ? '' : String(complete),
    ...(withProgram ? [findings.qualifies?.answer ?? ''] : []),
  ];
}

function jsonMembers({ onRoll, findings, specialGroups, complete }: UnpackedResult): object {
  if (!onRoll) return { outcome: 'NOT_ON_ROLL' };
  return {
    outcome: 'ANSWERED',
    ...Object.fromEntries(
      Object.entries(findings).map(([field, { answer, unknownReason }]) => [
        field,
        { answer, unknownReason: unknownReason ?? null },
      ]),
    ),
    ...(specialGroups && { specialGroups: [...specialGroups].sort() }),
    ...(complete !== undefined && { complete }),
  };
}
