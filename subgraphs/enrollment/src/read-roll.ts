import { accessRows, type CoveredCall, insertAccessRows } from '@hearthgate/subgraph-kit';
import type pg from 'pg';
import { type EnrolledStudent, linkedStudent, type RollRow } from './linked-student.ts';
import { recordedFields, rollBounds } from './roll-bounds.ts';

export interface ReadRollOptions {
  readonly pool: pg.Pool;
  readonly call: CoveredCall;
}

export interface EnrolledStudents {
  /** `YYYY-MM-DD`; null when enrollment holds no register yet. */
  readonly asOf: string | null;
  /** By student number; absent: not on the roll. */
  readonly students: ReadonlyMap<string, EnrolledStudent>;
}

// The bounds stand in the SQL itself: what is off the roll is never read. A number of another school, of a student
// who left and of nobody take the same path. `order by` makes the answer independent of the order of import. Roll and
// access records belong to one snapshot and one transaction.
const statement = `
  with recorded as (${insertAccessRows('student_numbers')})
  select r.as_of::text as as_of, r.key_versions, to_jsonb(s) as row
  from shared.register r
  left join shared.roll s
    on s.student_number = any ($1::text[])
   and ($9::text is null or s.school_code = $9)
   and ($10::text is null or s.division_code like $10 || '%')
   and ($9::text is not null or $10::text is not null)
  order by s.student_number, s.school_code, s.stage`;

interface SnapshotRow {
  readonly as_of: string;
  readonly key_versions: Readonly<Record<string, number>>;
  readonly row: RollRow | null;
}

/**
 * Looks a call's student numbers up on the roll that its token names, whatever its arguments say, in one snapshot, and
 * writes an access record for each requester. Without a roll in the token nobody is on the roll.
 */
export async function readRoll({ pool, call }: ReadRollOptions): Promise<EnrolledStudents> {
  const { rows } = await pool.query<SnapshotRow>({
    name: 'read-roll',
    text: statement,
    values: [...accessRows(call, recordedFields(call), call.refs), ...rollBounds(call)],
  });
  const [first] = rows;
  if (!first) return { asOf: null, students: new Map() };
  const rowsByNumber = Map.groupBy(
    rows.flatMap(({ row }) => (row === null ? [] : [row])),
    (row) => row.student_number,
  );
  return {
    asOf: first.as_of,
    students: new Map(
      [...rowsByNumber].map(([studentNumber, own]) => [
        studentNumber,
        linkedStudent(studentNumber, own, first.key_versions),
      ]),
    ),
  };
}
