import type { StudentNumber } from '@hearthgate/schema';
import type { AnsweredChunk } from './stored-chunks.ts';

/** Is told of every row of a roster, in order. */
export interface AnsweredRowVisitor {
  /** `answers` and `reasons` as `packResult` wrote them. */
  student(numberOf: () => StudentNumber, answers: number, reasons: number): void;
  invalid(written: string): void;
}

/**
 * Goes through a roster's rows with what came of them, chunk by chunk. A student who stands in several rows was asked
 * about once: of the results so far, 8 bytes a student are kept, for the rows that come back to one.
 */
export class RowWalk {
  readonly #results: Uint32Array;
  #students = 0;

  /** `students`: how many distinct ones the roster has. */
  constructor(students: number) {
    this.#results = new Uint32Array(students * 2);
  }

  visit({ roster, results }: AnsweredChunk, visitor: AnsweredRowVisitor): void {
    const first = this.#students;
    this.#students += roster.students;
    this.#results.set(results, first * 2);
    const all = this.#results;
    roster.visit({
      newStudent: (index) => {
        const at = (first + index) * 2;
        visitor.student(() => roster.numberAt(index), all[at] ?? 0, all[at + 1] ?? 0);
      },
      seenStudent: (ordinal, number) => {
        visitor.student(() => number, all[ordinal * 2] ?? 0, all[ordinal * 2 + 1] ?? 0);
      },
      invalid: (written) => {
        visitor.invalid(written);
      },
    });
  }
}
