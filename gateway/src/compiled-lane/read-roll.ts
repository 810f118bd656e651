import {
  countPersonRefs,
  parsePersonRefs,
  PERSON_REF_BYTES,
  type PersonRefs,
  type Stage,
} from '@hearthgate/schema';
import {
  readDate,
  readList,
  readListOf,
  readPlace,
  readRecord,
  readStages,
  requireAnswerTo,
  WrongAnswer,
} from './answer-checks.ts';

type Data = Readonly<Record<string, unknown>>;

/** A number's place on the roll: not on it, on it without a usable ID number, on it with one. */
export const NOT_ON_ROLL = 0;
export const WITH_IDENTITY = 2;

/** Persons' pseudonyms by the field that is the agency's own, all lists in one order. */
export type RefColumns = Readonly<Record<string, PersonRefs>>;

/** What enrollment says of some numbers, in their order. */
export interface Roll {
  /** Null when enrollment holds no register yet; then all else is empty. */
  readonly asOf: string | null;
  readonly membership: readonly number[];
  readonly stages: readonly (readonly Stage[])[];
  readonly guardianCounts: readonly number[];
  /** Of those with an ID number. */
  readonly students: RefColumns;
  readonly guardians: RefColumns;
}

/** The pseudonyms that are asked for, by the fields that hold them. */
export interface RefFields {
  readonly student: readonly string[];
  readonly guardians: readonly string[];
}

/**
 * The roll in enrollment's answer. Guarantees that it is an answer to these numbers, a place on the roll for each of them,
 * and as many refs of each kind as there are students and guardians.
 *
 * Throws `WrongAnswer` for anything else.
 */
export function readRoll(data: Data, studentNumbers: readonly string[], fields: RefFields): Roll {
  const roll = readRecord(data['rollColumns']);
  requireAnswerTo(studentNumbers, roll['refsDigest']);
  if (roll['asOf'] === null) {
    return { asOf: null, membership: [], stages: [], guardianCounts: [], students: {}, guardians: {} };
  }
  const asOf = readDate(roll['asOf']);
  const sets = readList(roll['stageSets']).map(readStages);
  const membership = readListOf(studentNumbers.length, roll['membership']).map((one) => readPlace(one, 0, 3));
  const stages = readListOf(studentNumbers.length, roll['stages']).map((one, index) =>
    membership[index] === NOT_ON_ROLL ? [] : (sets[readPlace(one, 0, sets.length)] ?? []),
  );
  const guardianCounts = readListOf(studentNumbers.length, roll['guardianCounts']).map((one, index) =>
    readPlace(one, 0, membership[index] === NOT_ON_ROLL ? 1 : Number.MAX_SAFE_INTEGER),
  );
  const { identified, guardians } = countPersons({ membership, guardianCounts });
  return {
    asOf,
    membership,
    stages,
    guardianCounts,
    students: readColumns(roll['students'], fields.student, identified),
    guardians: readColumns(roll['guardians'], fields.guardians, guardians),
  };
}

/** Of some numbers of a call, so many from the first; `before` has those before them. */
export function rollOf(roll: Roll, first: number, count: number): Roll {
  if (roll.asOf === null || (first === 0 && count === roll.membership.length)) return roll;
  const within = <Item>(items: readonly Item[]): readonly Item[] => items.slice(first, first + count);
  const [membership, guardianCounts] = [within(roll.membership), within(roll.guardianCounts)];
  const before = countPersons({
    membership: roll.membership.slice(0, first),
    guardianCounts: roll.guardianCounts.slice(0, first),
  });
  const own = countPersons({ membership, guardianCounts });
  return {
    asOf: roll.asOf,
    membership,
    guardianCounts,
    stages: within(roll.stages),
    students: columnsWithin(roll.students, before.identified, own.identified),
    guardians: columnsWithin(roll.guardians, before.guardians, own.guardians),
  };
}

function countPersons({ membership, guardianCounts }: Pick<Roll, 'membership' | 'guardianCounts'>): {
  identified: number;
  guardians: number;
} {
  let identified = 0;
  let guardians = 0;
  for (const one of membership) if (one === WITH_IDENTITY) identified += 1;
  for (const count of guardianCounts) guardians += count;
  return { identified, guardians };
}

function readColumns(value: unknown, fields: readonly string[], persons: number): RefColumns {
  if (fields.length === 0) return {};
  const columns = readRecord(value);
  return Object.fromEntries(fields.map((field) => [field, readRefs(columns[`${field}s`], persons)]));
}

function readRefs(value: unknown, persons: number): PersonRefs {
  const refs =
    typeof value === 'string' && countPersonRefs(value) === persons ? parsePersonRefs(value) : undefined;
  if (refs?.bytes.length === persons * PERSON_REF_BYTES) return refs;
  throw new WrongAnswer('not as many person refs as persons');
}

function columnsWithin(columns: RefColumns, first: number, count: number): RefColumns {
  const within = ({ version, bytes }: PersonRefs): PersonRefs => ({
    version,
    bytes: bytes.subarray(first * PERSON_REF_BYTES, (first + count) * PERSON_REF_BYTES),
  });
  return Object.fromEntries(Object.entries(columns).map(([field, refs]) => [field, within(refs)]));
}
