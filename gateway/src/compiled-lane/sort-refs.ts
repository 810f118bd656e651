import { PERSON_REF_BYTES, PERSON_REF_WORDS, personRefWords } from '@hearthgate/schema';

export interface SortedRefs {
  /** In the order of their bytes, each once; 16 bytes each. */
  readonly bytes: Buffer;
  /** For each of the refs that were given, its place among the sorted. */
  readonly placeOf: Uint32Array;
}

/**
 * Sorts refs, of 16 bytes each, and drops those that come again. An agency sees refs in an order that tells nothing: in the
 * order of the students, two agencies that put their calls side by side would read off by position which of their
 * pseudonyms are one person.
 *
 * By their first bits and their number in one double, which the engine sorts without a comparing function: of 6,000 a
 * tenth of the time that sorting texts takes.
 */
export function sortRefs(refs: Uint8Array): SortedRefs {
  const count = refs.length / PERSON_REF_BYTES;
  const order = sortByBytes(refs, count);
  const words = personRefWords(refs);
  const sorted = new Uint32Array(words.length);
  const placeOf = new Uint32Array(count);
  let to = -PERSON_REF_WORDS;
  for (const index of order) {
    const from = index * PERSON_REF_WORDS;
    if (to < 0 || !isSame(words, from, sorted, to)) {
      to += PERSON_REF_WORDS;
      for (let word = 0; word < PERSON_REF_WORDS; word += 1) sorted[to + word] = words[from + word] ?? 0;
    }
    placeOf[index] = to / PERSON_REF_WORDS;
  }
  return { bytes: Buffer.from(sorted.buffer, 0, (to + PERSON_REF_WORDS) * 4), placeOf };
}

function sortByBytes(refs: Uint8Array, count: number): Uint32Array {
  const view = new DataView(refs.buffer, refs.byteOffset, refs.byteLength);
  // A double holds whole numbers of 53 bits: so many for the number of a ref, the others for its first bits.
  const places = 2 ** Math.ceil(Math.log2(count + 1));
  const moreBits = 2 ** 21 / places;
  if (moreBits < 1) throw new RangeError('too many refs to be sorted at once');
  const keys = new Float64Array(count);
  for (let index = 0; index < count; index += 1) {
    const at = index * PERSON_REF_BYTES;
    const next = Math.floor((view.getUint32(at + 4) / 2 ** 32) * moreBits);
    keys[index] = (view.getUint32(at) * moreBits + next) * places + index;
  }
  keys.sort();
  const order = new Uint32Array(count);
  let before = -1;
  for (let place = 0; place < count; place += 1) {
    const key = keys[place] ?? 0;
    const first = Math.floor(key / places);
    const index = key - first * places;
    let to = place;
    // Those whose first bits are the same: one person several times, or, rarely, two.
    while (first === before && to > 0 && compare(refs, order[to - 1] ?? 0, index) > 0) {
      order[to] = order[to - 1] ?? 0;
      to -= 1;
    }
    order[to] = index;
    before = first;
  }
  return order;
}

function isSame(words: Uint32Array, at: number, others: Uint32Array, other: number): boolean {
  for (let word = 0; word < PERSON_REF_WORDS; word += 1) {
    if (words[at + word] !== others[other + word]) return false;
  }
  return true;
}

function compare(refs: Uint8Array, one: number, other: number): number {
  const a = one * PERSON_REF_BYTES;
  const b = other * PERSON_REF_BYTES;
  for (let byte = 0; byte < PERSON_REF_BYTES; byte += 1) {
    const difference = (refs[a + byte] ?? 0) - (refs[b + byte] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
