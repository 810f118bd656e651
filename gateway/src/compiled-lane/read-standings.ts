import type { AgencySource } from './agency-sources.ts';
import {
  readDate,
  readList,
  readPlace,
  readRecord,
  readWord,
  requireAnswerTo,
  WrongAnswer,
} from './answer-checks.ts';

type Data = Readonly<Record<string, unknown>>;

/** What a register says of some persons, in the order in which they were asked about. */
export interface Standings {
  /** Null: the agency holds no register yet. */
  readonly asOf: string | null;
  /** For each person the place of its categories in `categorySets`; 0 of who does not stand on the register. */
  readonly setOf: Uint16Array;
  /** The sets of categories that occur; the first is empty. */
  readonly categorySets: readonly (readonly string[])[];
}

/** What was asked. */
export interface AskedPersons {
  /** As they were sent. */
  readonly refs: readonly string[];
  /** How many persons they name. */
  readonly subjects: number;
}

/**
 * The standings in an agency's answer. Guarantees that it is an answer to these refs, that the date exists, that the
 * categories are of the agency's own vocabulary, and that each place among the persons is one.
 *
 * Throws `WrongAnswer` for anything else: one garbled place is reason to believe none of them.
 */
export function readStandings(
  data: Data,
  { standingsField, categories: vocabulary }: AgencySource,
  { refs, subjects }: AskedPersons,
): Standings {
  const standings = readRecord(data[standingsField]);
  requireAnswerTo(refs, standings['refsDigest']);
  const sets = new CategorySets();
  const setOf = new Uint16Array(subjects);
  if (standings['asOf'] === null) return { asOf: null, setOf, categorySets: sets.all };
  const asOf = readDate(standings['asOf']);
  let before = '';
  for (const value of readList(standings['listed'])) {
    const listing = readRecord(value);
    const category = readWord(vocabulary, listing['category']);
    if (category <= before) throw new WrongAnswer('a category out of order');
    before = category;
    let least = 0;
    for (const position of readList(listing['positions'])) {
      const place = readPlace(position, least, subjects);
      setOf[place] = sets.with(setOf[place] ?? 0, category);
      least = place + 1;
    }
  }
  return { asOf, setOf, categorySets: sets.all };
}

/** Of some persons of a call, so many from the first. */
export function standingsOf({ setOf, ...others }: Standings, first: number, subjects: number): Standings {
  return { ...others, setOf: setOf.subarray(first, first + subjects) };
}

/** A vocabulary of few words has few sets that occur, each known by its place. */
class CategorySets {
  readonly all: (readonly string[])[] = [[]];
  readonly #larger = new Map<string, number>();

  /** The place of a set with one category more. */
  with(place: number, category: string): number {
    const key = `${String(place)} ${category}`;
    const known = this.#larger.get(key);
    if (known !== undefined) return known;
    const added = this.all.push([...(this.all[place] ?? []), category]) - 1;
    this.#larger.set(key, added);
    return added;
  }
}
