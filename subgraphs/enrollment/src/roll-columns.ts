import { formatPersonRefs, PERSON_REF_BYTES, PERSON_REF_WORDS, personRefWords } from '@hearthgate/schema';
import type { RollSnapshot } from './read-roll-rows.ts';
import { type GuardianRefs, REF_AGENCIES, type RefField } from './roll-rows.ts';

/** Persons' pseudonyms by field of the schema, each a text of `PersonRefs`. */
export type PersonColumns = Readonly<Record<string, string>>;

export interface RollColumns {
  readonly membership: readonly number[];
  readonly stageSets: readonly (readonly string[])[];
  readonly stages: readonly number[];
  readonly guardianCounts: readonly number[];
  readonly students: PersonColumns;
  readonly guardians: PersonColumns;
}

/** Whom an answer names, by row and place in the snapshot, in the order of the numbers. */
interface Named {
  /** Rows of the students with a usable ID number. */
  readonly students: number[];
  /** Guardians, by their places among all of the snapshot. */
  readonly guardians: number[];
}

/**
 * The columns of an answer for some student numbers, from the rows that were found for them. A student in several rows (a
 * transfer under way, seen by a division) has the stages and the guardians of all of them, each once.
 */
export function rollColumns(studentNumbers: readonly string[], snapshot: RollSnapshot): RollColumns {
  const rowsOf = rowsByNumber(snapshot.studentNumbers);
  const named: Named = { students: [], guardians: [] };
  const membership: number[] = [];
  const stages: number[] = [];
  const guardianCounts: number[] = [];
  const stageSets = new StageSets();
  for (const number of studentNumbers) {
    const rows = rowsOf.get(number);
    if (rows === undefined) {
      membership.push(0);
      stages.push(0);
      guardianCounts.push(0);
      continue;
    }
    const student = rows.find((row) => snapshot.identified[row] === 't');
    if (student !== undefined) named.students.push(student);
    membership.push(student === undefined ? 1 : 2);
    stages.push(stageSets.placeOf(rows, snapshot));
    guardianCounts.push(nameGuardians(rows, snapshot, named));
  }
  const text = (field: RefField, bytes: Buffer): string =>
    formatPersonRefs({ version: versionOf(field, snapshot), bytes });
  return {
    membership,
    stageSets: stageSets.sets,
    stages,
    guardianCounts,
    students: columnsOf(snapshot.students, (field, bytes) => {
      const picked = pick(bytes, named.students);
      // Of a student who has the others, this one too: the importer makes all four of one number.
      if (field === 'orphansRef') requireRefs(picked);
      return text(field, picked);
    }),
    guardians: columnsOf(snapshot.guardians, (field, refs) => {
      requireSameGuardians(refs, snapshot);
      return text(field, pick(refs.bytes, named.guardians));
    }),
  };
}

/** By number, its rows; those of one number follow each other. */
function rowsByNumber(numbers: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const rows = new Map<string, number[]>();
  for (const [row, number] of numbers.entries()) {
    const known = rows.get(number);
    if (known) known.push(row);
    else rows.set(number, [row]);
  }
  return rows;
}

/** The sets of stages that occur, each once. */
class StageSets {
  readonly sets: string[][] = [];
  readonly #places = new Map<string, number>();

  placeOf(rows: readonly number[], { stages }: RollSnapshot): number {
    const own = rows.length === 1 ? (stages[rows[0] ?? 0] ?? '') : rows.map((row) => stages[row]).join();
    const known = this.#places.get(own);
    if (known !== undefined) return known;
    this.#places.set(own, this.sets.length);
    return this.sets.push([...new Set(own.split(',').filter((stage) => stage !== ''))]) - 1;
  }
}

/** Adds the guardians of a student's rows, each once, and tells how many. */
function nameGuardians(rows: readonly number[], { guardians }: RollSnapshot, named: Named): number {
  const refs = guardians.povertyRegistryRef;
  if (!refs) throw new Error('guardians cannot be told apart');
  const before = named.guardians.length;
  const seen = rows.length > 1 ? new Set<string>() : undefined;
  for (const row of rows) {
    for (let place = refs.starts[row] ?? 0; place < (refs.starts[row + 1] ?? 0); place += 1) {
      const at = place * PERSON_REF_BYTES;
      const key = seen && refs.bytes.toString('latin1', at, at + PERSON_REF_BYTES);
      if (key !== undefined && seen?.has(key)) continue;
      if (key !== undefined) seen?.add(key);
      named.guardians.push(place);
    }
  }
  return named.guardians.length - before;
}

function columnsOf<Column>(
  columns: Readonly<Partial<Record<RefField, Column>>>,
  text: (field: RefField, column: Column) => string,
): PersonColumns {
  return Object.fromEntries(
    REF_AGENCIES.flatMap(({ field }) => {
      const column = columns[field];
      return column === undefined ? [] : [[`${field}s`, text(field, column)] as const];
    }),
  );
}

function pick(bytes: Buffer, places: readonly number[]): Buffer {
  const from = personRefWords(bytes);
  const picked = new Uint32Array(places.length * PERSON_REF_WORDS);
  let to = 0;
  for (const place of places) {
    const at = place * PERSON_REF_WORDS;
    for (let word = 0; word < PERSON_REF_WORDS; word += 1) picked[to + word] = from[at + word] ?? 0;
    to += PERSON_REF_WORDS;
  }
  return Buffer.from(picked.buffer);
}

function requireRefs(refs: Buffer): void {
  const words = personRefWords(refs);
  for (let at = 0; at < words.length; at += PERSON_REF_WORDS) {
    if (words[at] === 0 && words[at + 1] === 0 && words[at + 2] === 0 && words[at + 3] === 0) {
      throw new Error('a student has pseudonyms at some agencies only');
    }
  }
}

function requireSameGuardians({ starts }: GuardianRefs, { guardians }: RollSnapshot): void {
  const others = guardians.povertyRegistryRef?.starts;
  if (!starts.every((start, row) => start === others?.[row])) {
    throw new Error('guardians have pseudonyms at some agencies only');
  }
}

function versionOf(field: RefField, { keyVersions }: RollSnapshot): number {
  const agency = REF_AGENCIES.find((one) => one.field === field)?.agency ?? '';
  const version = keyVersions[agency];
  if (version === undefined) throw new Error(`the roll was imported without a key of ${agency}`);
  return version;
}
