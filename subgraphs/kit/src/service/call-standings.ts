import {
  parsePersonRefs,
  PERSON_REF_BYTES,
  PERSON_REF_WORDS,
  type PersonRefs,
  personRefWords,
} from '@hearthgate/schema';
import { GraphQLError } from 'graphql';
import type pg from 'pg';
import type { CoveredCall } from '../agency-token/cover-call.ts';
import type { FilterKeeper } from '../filter/filter-keeper.ts';
import { type Listed, readStandings } from './read-standings.ts';

export interface Standing {
  readonly asOf: string | null;
  readonly categories: readonly string[] | null;
}

/** The persons of a category, by their places in a list of refs. */
export interface Listing {
  readonly category: string;
  /** From 0, rising. */
  readonly positions: readonly number[];
}

/** The refs of one text of a call. */
interface Part extends PersonRefs {
  /** The places of those who may be listed; all others are not. */
  readonly candidates: readonly number[];
}

/** What the register says of everybody whom a call asks about; `asOf` null: there is no register yet. */
export class CallStandings {
  readonly asOf: string | null;
  readonly #parts: ReadonlyMap<string, Part>;
  /** By a ref's bytes. */
  readonly #categories: ReadonlyMap<string, readonly string[]>;

  constructor(asOf: string | null, parts: ReadonlyMap<string, Part>, listed: readonly Listed[]) {
    this.asOf = asOf;
    this.#parts = parts;
    const categories = new Map<string, string[]>();
    for (const { category, refs } of listed) {
      for (let at = 0; at < refs.length; at += PERSON_REF_BYTES) {
        const key = refs.toString('latin1', at, at + PERSON_REF_BYTES);
        const known = categories.get(key);
        if (known) known.push(category);
        else categories.set(key, [category]);
      }
    }
    this.#categories = categories;
  }

  /** Of the person of one `PersonRef`. */
  standingOf(ref: string): Standing {
    const bytes = this.#parts.get(ref)?.bytes;
    if (!bytes) throw new Error('a person whom the call does not ask about');
    if (this.asOf === null) return { asOf: null, categories: null };
    return { asOf: this.asOf, categories: this.#categories.get(bytes.toString('latin1')) ?? [] };
  }

  /** Of everybody in some texts of `PersonRefs`, one after the other; null: there is no register yet. */
  listingsOf(texts: readonly string[]): readonly Listing[] | null {
    if (this.asOf === null) return null;
    const listings = new Map<string, number[]>();
    let first = 0;
    for (const text of texts) {
      const part = this.#parts.get(text);
      if (!part) throw new Error('persons whom the call does not ask about');
      this.#collect(part, first, listings);
      first += part.bytes.length / PERSON_REF_BYTES;
    }
    return [...listings]
      .map(([category, positions]) => ({ category, positions }))
      .sort((a, b) => (a.category < b.category ? -1 : 1));
  }

  #collect({ bytes, candidates }: Part, first: number, listings: Map<string, number[]>): void {
    for (const place of candidates) {
      const at = place * PERSON_REF_BYTES;
      for (const category of this.#categories.get(bytes.toString('latin1', at, at + PERSON_REF_BYTES)) ??
        []) {
        const positions = listings.get(category);
        if (positions) positions.push(first + place);
        else listings.set(category, [first + place]);
      }
    }
  }
}

export interface ReadCallStandingsOptions {
  readonly pool: pg.Pool;
  readonly filter: FilterKeeper;
  /** The assertion field, by the name that tokens use. */
  readonly field: string;
  readonly call: CoveredCall;
}

/**
 * Reads what the register says of everybody whom a call asks about, by one statement, and writes its access records.
 *
 * A ref under a key version that the register was not imported with fails the whole call: a miss would read as NO.
 */
export async function readCallStandings(options: ReadCallStandingsOptions): Promise<CallStandings> {
  const { pool, filter, field, call } = options;
  const known = filter.current;
  const parts = new Map<string, Part>();
  for (const text of call.refs) {
    if (!parts.has(text)) parts.set(text, partOf(text, known?.candidatesOf.bind(known) ?? everybody));
  }
  const partsAsked = call.refs.flatMap((text) => parts.get(text) ?? []);
  const snapshot = await readStandings({
    pool,
    call,
    field,
    refs: Buffer.concat(partsAsked.map(({ bytes }) => bytes)),
    candidates: known && { revision: known.revision, refs: candidatesOf([...parts.values()]) },
  });
  if (!snapshot) return new CallStandings(null, parts, []);
  filter.saw(snapshot.revision);
  if (partsAsked.some(({ version }) => !snapshot.keyVersions.includes(version))) {
    throw new GraphQLError('the register does not hold refs under this key version', {
      extensions: { code: 'KEY_VERSION_NOT_HELD' },
    });
  }
  return new CallStandings(
    snapshot.asOf,
    wholeUnless(known?.revision === snapshot.revision, parts),
    snapshot.listed,
  );
}

function partOf(text: string, candidatesAmong: (refs: Uint8Array) => readonly number[]): Part {
  const parsed = parsePersonRefs(text);
  if (!parsed) throw new GraphQLError('not a person ref', { extensions: { code: 'BAD_USER_INPUT' } });
  return { ...parsed, candidates: candidatesAmong(parsed.bytes) };
}

function everybody(refs: Uint8Array): number[] {
  return Array.from({ length: refs.length / PERSON_REF_BYTES }, (_, place) => place);
}

/** What a filter said counts only for the revision that it is of. */
function wholeUnless(filtered: boolean, parts: ReadonlyMap<string, Part>): ReadonlyMap<string, Part> {
  if (filtered) return parts;
  return new Map([...parts].map(([text, part]) => [text, { ...part, candidates: everybody(part.bytes) }]));
}

function candidatesOf(parts: readonly Part[]): Uint8Array {
  const count = parts.reduce((sum, { candidates }) => sum + candidates.length, 0);
  const refs = new Uint32Array(count * PERSON_REF_WORDS);
  let to = 0;
  for (const { bytes, candidates } of parts) {
    const words = personRefWords(bytes);
    for (const place of candidates) {
      const from = place * PERSON_REF_WORDS;
      for (let word = 0; word < PERSON_REF_WORDS; word += 1) refs[to + word] = words[from + word] ?? 0;
      to += PERSON_REF_WORDS;
    }
  }
  return new Uint8Array(refs.buffer);
}
