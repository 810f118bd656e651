import type { StudentNumber } from '@hearthgate/schema';
import { PACKED_NUMBER_BYTES, unpackNumber } from './packed-number.ts';

/**
 * A chunk of a roster as bytes: how many rows and students; the students who stand in no chunk before, packed; then each
 * row in a byte or a few: a new student, the next in order; a student seen before, by ordinal and number; or a cell that
 * is no student number, as it was written.
 */
const headBytes = 8;

export const rowTags = { new: 0, seen: 1, invalid: 2 } as const;

/** Takes the rows of one chunk. */
export class RosterChunkWriter {
  readonly #numbers: number[] = [];
  readonly #rows: Buffer[] = [];
  #plain: number[] = [];
  #rowBytes = 0;
  rows = 0;

  get students(): number {
    return this.#numbers.length / 2;
  }

  /** At least as many as the chunk will take. */
  get bytes(): number {
    return headBytes + this.#numbers.length * 4 + this.#rowBytes;
  }

  addNew(high: number, low: number): void {
    this.#numbers.push(high, low);
    this.#plain.push(rowTags.new);
    this.#count(1);
  }

  /** A student whom this chunk or one before it has. */
  addSeen(ordinal: number, high: number, low: number): void {
    const row = Buffer.alloc(13);
    row.writeUInt8(rowTags.seen, 0);
    row.writeUInt32LE(ordinal, 1);
    row.writeUInt32LE(high, 5);
    row.writeUInt32LE(low, 9);
    this.#push(row);
  }

  addInvalid(written: string): void {
    const text = Buffer.from(written);
    const head = Buffer.alloc(5);
    head.writeUInt8(rowTags.invalid, 0);
    head.writeUInt32LE(text.length, 1);
    this.#push(Buffer.concat([head, text]));
  }

  toBytes(): Buffer {
    this.#flush();
    const head = Buffer.alloc(headBytes + this.#numbers.length * 4);
    head.writeUInt32LE(this.rows, 0);
    head.writeUInt32LE(this.students, 4);
    let at = headBytes;
    for (const number of this.#numbers) at = head.writeUInt32LE(number, at);
    return Buffer.concat([head, ...this.#rows]);
  }

  #push(row: Buffer): void {
    this.#flush();
    this.#rows.push(row);
    this.#count(row.length);
  }

  #flush(): void {
    if (this.#plain.length > 0) this.#rows.push(Buffer.from(this.#plain));
    this.#plain = [];
  }

  #count(bytes: number): void {
    this.rows += 1;
    this.#rowBytes += bytes;
  }
}

/** Is told of the rows of a chunk, in order. */
export interface RosterRowVisitor {
  /** `index` counts the new students of this chunk. */
  newStudent(index: number): void;
  seenStudent(ordinal: number, number: StudentNumber): void;
  invalid(written: string): void;
}

/** A chunk that was read back. Its bytes were sealed, so that whatever they hold was put there by the writer. */
export class RosterChunk {
  readonly #bytes: Buffer;
  readonly rows: number;
  readonly students: number;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.rows = bytes.readUInt32LE(0);
    this.students = bytes.readUInt32LE(4);
  }

  /** The number of the chunk's new student with this index. */
  numberAt(index: number): StudentNumber {
    const at = headBytes + index * PACKED_NUMBER_BYTES;
    return unpackNumber(this.#bytes.readUInt32LE(at), this.#bytes.readUInt32LE(at + 4));
  }

  /** All new students of the chunk, in their order. */
  numbers(): StudentNumber[] {
    return Array.from({ length: this.students }, (_, index) => this.numberAt(index));
  }

  visit(visitor: RosterRowVisitor): void {
    const bytes = this.#bytes;
    let at = headBytes + this.students * PACKED_NUMBER_BYTES;
    let next = 0;
    while (at < bytes.length) {
      const tag = bytes[at];
      if (tag === rowTags.new) {
        visitor.newStudent(next);
        next += 1;
        at += 1;
      } else if (tag === rowTags.seen) {
        const number = unpackNumber(bytes.readUInt32LE(at + 5), bytes.readUInt32LE(at + 9));
        visitor.seenStudent(bytes.readUInt32LE(at + 1), number);
        at += 13;
      } else {
        const length = bytes.readUInt32LE(at + 1);
        visitor.invalid(bytes.toString('utf8', at + 5, at + 5 + length));
        at += 5 + length;
      }
    }
  }
}
