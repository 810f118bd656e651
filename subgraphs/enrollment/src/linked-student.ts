import { formatPersonRef, type Stage } from '@hearthgate/schema';

/** A row of `shared.roll`: one student at one school, with the pseudonyms computed at import. */
export interface RollRow {
  readonly student_number: string;
  readonly stage: Stage | null;
  readonly has_identity_number: boolean;
  readonly poverty_registry_student: string | null;
  readonly poverty_registry_guardians: string[];
  readonly subsistence_allowance_student: string | null;
  readonly subsistence_allowance_guardians: string[];
  readonly disability_student: string | null;
  readonly disability_guardians: string[];
  readonly orphans_student: string | null;
}

export interface LinkedPerson {
  readonly povertyRegistryRef: string;
  readonly subsistenceAllowanceRef: string;
  readonly disabilityRef: string;
  readonly orphansRef: string | null;
}

export interface EnrolledStudent {
  readonly studentNumber: string;
  readonly stages: readonly Stage[];
  readonly student: LinkedPerson | null;
  readonly guardians: readonly LinkedPerson[];
}

type KeyVersions = Readonly<Record<string, number>>;

interface PersonRefs {
  readonly povertyRegistry: string;
  readonly subsistenceAllowance: string;
  readonly disability: string;
  readonly orphans: string | null;
}

/** One student from the rows of a roll, several where a division holds the student twice (a transfer under way). */
export function linkedStudent(
  studentNumber: string,
  rows: readonly RollRow[],
  keyVersions: KeyVersions,
): EnrolledStudent {
  const guardians = new Map<string, LinkedPerson>();
  for (const person of rows.flatMap(guardiansOf)) {
    guardians.set(person.povertyRegistry, linkedPerson(person, keyVersions));
  }
  const student = rows.map(studentOf).find((refs) => refs !== undefined);
  return {
    studentNumber,
    stages: [...new Set(rows.flatMap(({ stage }) => (stage === null ? [] : [stage])))],
    student: student === undefined ? null : linkedPerson(student, keyVersions),
    guardians: [...guardians.values()],
  };
}

function studentOf(row: RollRow): PersonRefs | undefined {
  const povertyRegistry = row.poverty_registry_student;
  const subsistenceAllowance = row.subsistence_allowance_student;
  const disability = row.disability_student;
  if (povertyRegistry === null || subsistenceAllowance === null || disability === null) return undefined;
  return { povertyRegistry, subsistenceAllowance, disability, orphans: row.orphans_student };
}

/** The three lists hold the same guardians in the same order: the importer computes them together. */
function guardiansOf(row: RollRow): PersonRefs[] {
  return row.poverty_registry_guardians.flatMap((povertyRegistry, index) => {
    const subsistenceAllowance = row.subsistence_allowance_guardians[index];
    const disability = row.disability_guardians[index];
    if (subsistenceAllowance === undefined || disability === undefined) return [];
    return [{ povertyRegistry, subsistenceAllowance, disability, orphans: null }];
  });
}

function linkedPerson(refs: PersonRefs, keyVersions: KeyVersions): LinkedPerson {
  const ref = (agency: string, uuid: string): string => {
    const version = keyVersions[agency];
    if (version === undefined) throw new Error(`the roll was imported without a key of ${agency}`);
    return formatPersonRef(version, uuid);
  };
  return {
    povertyRegistryRef: ref('poverty-registry', refs.povertyRegistry),
    subsistenceAllowanceRef: ref('subsistence-allowance', refs.subsistenceAllowance),
    disabilityRef: ref('disability', refs.disability),
    orphansRef: refs.orphans === null ? null : ref('orphans', refs.orphans),
  };
}
