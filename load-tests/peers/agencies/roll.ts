import type pg from 'pg';

export interface Person {
  readonly povertyRegistryRef: string;
  readonly subsistenceAllowanceRef: string;
  readonly disabilityRef: string;
}

export interface EnrolledStudent {
  readonly orphansRef: string;
  readonly studentNumber: string;
  readonly stages: readonly string[];
  readonly household: readonly Person[];
}

export interface EnrolledStudents {
  readonly asOf: string | null;
  readonly students: readonly (EnrolledStudent | null)[];
}

export type ReadRoll = (schoolCode: string, studentNumbers: readonly string[]) => Promise<EnrolledStudents>;

interface RollRow {
  readonly student_number: string;
  readonly school_code: string;
  readonly stage: string | null;
  readonly poverty_registry_student: string | null;
  readonly poverty_registry_guardians: readonly string[];
  readonly subsistence_allowance_student: string | null;
  readonly subsistence_allowance_guardians: readonly string[];
  readonly disability_student: string | null;
  readonly disability_guardians: readonly string[];
  readonly orphans_student: string | null;
}

interface Row {
  readonly as_of: string;
  readonly row: RollRow | null;
}

/** The statement of Hearthgate's enrollment for a school, without the access records that it writes in it. */
const statement = `
  select r.as_of::text as as_of, r.key_versions, to_jsonb(s) as row
  from shared.register r
  left join shared.roll s on s.student_number = any ($1::text[]) and s.school_code = $2
  order by s.student_number, s.school_code, s.stage`;

/** Reads from enrollment's database at each call, as Hearthgate's enrollment does. */
export function rollInPostgres(pool: pg.Pool): ReadRoll {
  return async (schoolCode, studentNumbers) => {
    const { rows } = await pool.query<Row>({
      name: 'read-roll',
      text: statement,
      values: [studentNumbers, schoolCode],
    });
    const students = new Map<string, EnrolledStudent>();
    for (const { row } of rows) if (row !== null) students.set(row.student_number, studentOf(row));
    return {
      asOf: rows[0]?.as_of ?? null,
      students: studentNumbers.map((number) => students.get(number) ?? null),
    };
  };
}

/** Reads the whole roll once. */
export async function rollInMemory(pool: pg.Pool): Promise<ReadRoll> {
  const { rows } = await pool.query<Row>(`
    select r.as_of::text as as_of, to_jsonb(s) as row
    from shared.register r left join shared.roll s on true`);
  const asOf = rows[0]?.as_of ?? null;
  const students = new Map<string, EnrolledStudent>();
  for (const { row } of rows)
    if (row !== null) students.set(`${row.school_code} ${row.student_number}`, studentOf(row));
  return (schoolCode, studentNumbers) =>
    Promise.resolve({
      asOf,
      students: studentNumbers.map((number) => students.get(`${schoolCode} ${number}`) ?? null),
    });
}

/** Refs are passed as the database keeps them; Hearthgate's have a key version and are written in base64url. */
function studentOf(row: RollRow): EnrolledStudent {
  const person = (
    poverty?: string | null,
    allowance?: string | null,
    disability?: string | null,
  ): Person[] =>
    poverty && allowance && disability
      ? [{ povertyRegistryRef: poverty, subsistenceAllowanceRef: allowance, disabilityRef: disability }]
      : [];
  return {
    orphansRef: row.orphans_student ?? '',
    studentNumber: row.student_number,
    stages: row.stage === null ? [] : [row.stage],
    household: [
      ...person(row.poverty_registry_student, row.subsistence_allowance_student, row.disability_student),
      ...row.poverty_registry_guardians.flatMap((poverty, index) =>
        person(poverty, row.subsistence_allowance_guardians[index], row.disability_guardians[index]),
      ),
    ],
  };
}
