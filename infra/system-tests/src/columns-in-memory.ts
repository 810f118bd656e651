import { countPersonRefs, parsePersonRefs, PERSON_REF_BYTES, refsDigest } from '@hearthgate/schema';

/** A student as enrollment's `enrolledStudents` answers: persons by their refs. */
export interface StudentInMemory {
  readonly stages: readonly string[];
  readonly student: Readonly<Record<string, string | null>> | null;
  readonly guardians: readonly Readonly<Record<string, string | null>>[];
}

const keyFields = ['povertyRegistryRef', 'subsistenceAllowanceRef', 'disabilityRef', 'orphansRef'];

/** What `rollColumns` answers where `enrolledStudents` answers these students, in the order of the numbers. */
export function rollColumnsInMemory(
  studentNumbers: readonly string[],
  asOf: string | null,
  students: readonly (StudentInMemory | null)[],
): object {
  const digest = { refsDigest: refsDigest(studentNumbers) };
  if (asOf === null) return digest;
  const sets = [...new Set(students.map((student) => (student?.stages ?? []).join(' ')))];
  const persons = students.flatMap((student) => (student?.student ? [student.student] : []));
  const guardians = students.flatMap((student) => student?.guardians ?? []);
  return {
    ...digest,
    asOf,
    membership: students.map((student) => (student === null ? 0 : student.student === null ? 1 : 2)),
    stageSets: sets.map((set) => set.split(' ').filter((stage) => stage !== '')),
    stages: students.map((student) => sets.indexOf((student?.stages ?? []).join(' '))),
    guardianCounts: students.map((student) => student?.guardians.length ?? 0),
    students: refColumns(persons),
    guardians: refColumns(guardians),
  };
}

function refColumns(persons: readonly Readonly<Record<string, string | null>>[]): object {
  return Object.fromEntries(
    keyFields.map((field) => {
      const refs = persons.flatMap((person) => parsePersonRefs(person[field] ?? '')?.bytes ?? []);
      return [`${field}s`, `1.${Buffer.concat(refs).toString('base64url')}`];
    }),
  );
}

/** The refs of single persons in texts of many. */
export function singleRefs(texts: readonly string[]): string[] {
  return texts.flatMap((text) => {
    const { version, bytes } = parsePersonRefs(text) ?? { version: 0, bytes: Buffer.alloc(0) };
    return Array.from({ length: countPersonRefs(text) }, (_, at) => {
      const ref = bytes.subarray(at * PERSON_REF_BYTES, (at + 1) * PERSON_REF_BYTES);
      return `${String(version)}.${ref.toString('base64url')}`;
    });
  });
}

/** What an agency's `…Standings` answers of refs, from the categories of each ref; `asOf` null, it holds no register. */
export function standingsInMemory(
  refs: readonly string[],
  asOf: string | null,
  categoriesOf: (ref: string) => readonly string[],
): object {
  const digest = { refsDigest: refsDigest(refs) };
  if (asOf === null) return { ...digest, asOf, listed: null };
  const standings = singleRefs(refs).map(categoriesOf);
  const listed = [...new Set(standings.flat())].sort().map((category) => ({
    category,
    positions: standings.flatMap((categories, at) => (categories.includes(category) ? [at] : [])),
  }));
  return { ...digest, asOf, listed };
}
