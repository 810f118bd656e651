import type { PersonsAsked } from '@hearthgate/policies';
import {
  formatPersonRefs,
  PERSON_REF_BYTES,
  PERSON_REF_WORDS,
  type PersonRefs,
  personRefWords,
} from '@hearthgate/schema';
import type { LinkedRoll } from './linked-roll.ts';
import { WITH_IDENTITY } from './read-roll.ts';
import { sortRefs } from './sort-refs.ts';

/** About whom an agency is asked for one request. */
export interface AskedOfRoll {
  /** Sorted, each once, as they are sent. */
  readonly text: string;
  readonly subjects: number;
  /** Where a number's student stands among them; by the number's place on the roll. */
  readonly studentAt: Int32Array;
  /** Where a guardian stands among them; by the guardian's place among all of the roll. */
  readonly guardianAt: Int32Array;
}

/** For one or several questions: of which numbers, by their places on the roll, an agency is asked about whom. */
export interface NeededNumbers {
  readonly places: Int32Array;
  readonly persons: PersonsAsked;
}

/** Gathers the refs of those about whom the questions of a request ask an agency; `undefined`: about nobody. */
export function personsAsked(
  roll: LinkedRoll,
  field: string,
  needed: readonly NeededNumbers[],
): AskedOfRoll | undefined {
  const students = roll.students[field];
  const guardians = roll.guardians[field];
  const needAt = strongestNeeds(roll, needed);
  const [studentAt, guardianAt] = [new Int32Array(needAt.length), new Int32Array(guardianTotal(roll))];
  const studentWords = students && personRefWords(students.bytes);
  const guardianWords = guardians && personRefWords(guardians.bytes);
  const gathered: RefList = { words: new Uint32Array(roomFor(students) + roomFor(guardians)), count: 0 };
  for (let place = 0; place < needAt.length; place += 1) {
    const need = needAt[place] ?? 0;
    if (need === 0) continue;
    if (studentWords && roll.membership[place] === WITH_IDENTITY) {
      studentAt[place] = take(gathered, studentWords, roll.identifiedBefore[place] ?? 0);
    }
    if (!guardianWords || need < 2) continue;
    const end = roll.guardiansBefore[place + 1] ?? 0;
    for (let guardian = roll.guardiansBefore[place] ?? 0; guardian < end; guardian += 1) {
      guardianAt[guardian] = take(gathered, guardianWords, guardian);
    }
  }
  if (gathered.count === 0) return undefined;
  const { bytes, placeOf } = sortRefs(
    new Uint8Array(gathered.words.buffer, 0, gathered.count * PERSON_REF_BYTES),
  );
  const version = students?.version ?? guardians?.version ?? 0;
  for (const at of [studentAt, guardianAt]) {
    for (let index = 0; index < at.length; index += 1) at[index] = placeOf[at[index] ?? 0] ?? 0;
  }
  return {
    text: formatPersonRefs({ version, bytes }),
    subjects: bytes.length / PERSON_REF_BYTES,
    studentAt,
    guardianAt,
  };
}

interface RefList {
  readonly words: Uint32Array;
  count: number;
}

/** In words. */
function roomFor(refs: PersonRefs | undefined): number {
  return refs === undefined ? 0 : (refs.bytes.length / PERSON_REF_BYTES) * PERSON_REF_WORDS;
}

/** Adds a person, and tells the place among those added. */
function take(list: RefList, words: Uint32Array, person: number): number {
  const from = person * PERSON_REF_WORDS;
  const to = list.count * PERSON_REF_WORDS;
  for (let word = 0; word < PERSON_REF_WORDS; word += 1) list.words[to + word] = words[from + word] ?? 0;
  list.count += 1;
  return list.count - 1;
}

/** By place on the roll: 0, nobody is asked about; 1, the student; 2, the guardians too. */
function strongestNeeds({ membership }: LinkedRoll, needed: readonly NeededNumbers[]): Uint8Array {
  const needAt = new Uint8Array(membership.length);
  for (const { places, persons } of needed) {
    const need = persons === 'STUDENT' ? 1 : 2;
    for (const place of places) if ((needAt[place] ?? 0) < need) needAt[place] = need;
  }
  return needAt;
}

function guardianTotal({ guardiansBefore }: LinkedRoll): number {
  return guardiansBefore.at(-1) ?? 0;
}
