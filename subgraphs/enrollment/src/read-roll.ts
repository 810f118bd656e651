import type { Stage } from '@hearthgate/schema';
import type pg from 'pg';
import { divisionPrefix } from './division-prefix.ts';
import { linkedStudent } from './linked-student.ts';

/** Exactly one of the two is set, by the schema's `@oneOf`. */
export interface RollBounds {
  readonly schoolCode?: string | null;
  readonly divisionCode?: string | null;
}

export interface ReadRollOptions {
  readonly pool: pg.Pool;
  readonly roll: RollBounds;
  readonly studentNumbers: readonly string[];
}

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

export interface EnrolledStudents {
  /** `YYYY-MM-DD`; null when enrollment holds no register yet. */
  readonly asOf: string | null;
  /** In the order of the numbers; null for a number that is not on the roll. */
  readonly students: readonly (EnrolledStudent | null)[];
}

// The bounds stand in the SQL itself: what is off the roll is never read. A number of another school, of a student
// who left and of nobody take the same path. `order by` makes the answer independent of the order of import.
const statement = `
  select r.as_of::text as as_of, r.key_versions, to_jsonb(s) as row
  from shared.register r
  left join shared.roll s
    on s.student_number = any ($1::text[])
   and ($2::text is null or s.school_code = $2)
   and ($3::text is null or s.division_code like $3 || '%')
   and ($2::text is not null or $3::text is not null)
  order by s.student_number, s.school_code, s.stage`;

interface SnapshotRow {
  readonly as_of: string;
  readonly key_versions: Readonly<Record<string, number>>;
  readonly row: RollRow | null;
}

/**
 * Looks student numbers up on one roll, in one snapshot. Without bounds nobody is on the roll.
 * Does not check who asks: the gateway's token does.
 */
export async function readRoll(options: ReadRollOptions): Promise<EnrolledStudents> {
  const { schoolCode = null, divisionCode = null } = options.roll;
  const { rows } = await options.pool.query<SnapshotRow>({
    name: 'read-roll',
    text: statement,
    values: [options.studentNumbers, schoolCode, divisionCode === null ? null : divisionPrefix(divisionCode)],
  });
  const [first] = rows;
  if (!first) return { asOf: null, students: options.studentNumbers.map(() => null) };
  const rowsByNumber = Map.groupBy(
    rows.flatMap(({ row }) => (row === null ? [] : [row])),
    (row) => row.student_number,
  );
  return {
    asOf: first.as_of,
    students: options.studentNumbers.map((studentNumber) => {
      const own = rowsByNumber.get(studentNumber);
      return own === undefined ? null : linkedStudent(studentNumber, own, first.key_versions);
    }),
  };
}
