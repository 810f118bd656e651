import { PERSON_REF_BYTES } from '@hearthgate/schema';

const WORDS_PER_BLOCK = 16;
/** Of 12 bits a person one in 250 strangers is taken for somebody who may be listed. */
const BITS_PER_PERSON = 12;

/** What a filter for so many persons takes. */
export function filterBytes(persons: number): number {
  return blocksFor(persons) * WORDS_PER_BLOCK * 4;
}

function blocksFor(persons: number): number {
  return Math.max(1, Math.ceil((persons * BITS_PER_PERSON) / (WORDS_PER_BLOCK * 32)));
}

/**
 * Which pseudonyms one state of a register does not hold, for certain: a blocked Bloom filter (Putze, Sanders, Singler
 * 2007), a cache line for each person. It never says no of somebody who was added; of strangers it says "maybe" now and
 * then, and more often the more are added beyond those that it was made for.
 *
 * Needs no hash function: pseudonyms are the output of one.
 */
export class ListedFilter {
  /** The state of the register that it is of. */
  readonly revision: string;
  readonly #blocks: number;
  readonly #words: Uint32Array;

  constructor(revision: string, persons: number) {
    this.revision = revision;
    this.#blocks = blocksFor(persons);
    this.#words = new Uint32Array(this.#blocks * WORDS_PER_BLOCK);
  }

  /** Adds persons, 16 bytes each. */
  add(refs: Uint8Array): void {
    const view = viewOf(refs);
    for (let at = 0; at < refs.length; at += PERSON_REF_BYTES) {
      const block = this.#blockOf(view, at);
      for (let word = 1; word <= 2; word += 1) {
        const bits = view.getUint32(at + 4 * word, true);
        for (let shift = 0; shift < 27; shift += 9) {
          const bit = (bits >>> shift) & 511;
          const index = block + (bit >>> 5);
          this.#words[index] = (this.#words[index] ?? 0) | (1 << (bit & 31));
        }
      }
    }
  }

  /** The places, from 0, of those persons (16 bytes each) who may be listed. */
  candidatesOf(refs: Uint8Array): number[] {
    const view = viewOf(refs);
    const candidates: number[] = [];
    for (let at = 0; at < refs.length; at += PERSON_REF_BYTES) {
      if (this.#mayList(view, at)) candidates.push(at / PERSON_REF_BYTES);
    }
    return candidates;
  }

  #mayList(view: DataView, at: number): boolean {
    const block = this.#blockOf(view, at);
    for (let word = 1; word <= 2; word += 1) {
      const bits = view.getUint32(at + 4 * word, true);
      for (let shift = 0; shift < 27; shift += 9) {
        const bit = (bits >>> shift) & 511;
        if (((this.#words[block + (bit >>> 5)] ?? 0) & (1 << (bit & 31))) === 0) return false;
      }
    }
    return true;
  }

  #blockOf(view: DataView, at: number): number {
    return Math.floor((view.getUint32(at, true) / 2 ** 32) * this.#blocks) * WORDS_PER_BLOCK;
  }
}

function viewOf(refs: Uint8Array): DataView {
  return new DataView(refs.buffer, refs.byteOffset, refs.byteLength);
}
