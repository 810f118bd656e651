import { accessRows, binaryTextArray, type CoveredCall, insertAccessRows } from '@hearthgate/subgraph-kit';
import type pg from 'pg';
import {
  REF_AGENCIES,
  type RefField,
  type GuardianRefs,
  readGuardianRefs,
  type RollRows,
} from './roll-rows.ts';
import { recordedFields, rollBounds } from './roll-bounds.ts';

export interface ReadRollRowsOptions {
  readonly pool: pg.Pool;
  readonly call: CoveredCall;
  /** The pseudonyms to read; the poverty registry's of guardians are read always, to tell one guardian from another. */
  readonly students: readonly RefField[];
  readonly guardians: readonly RefField[];
}

export interface RollSnapshot extends RollRows {
  readonly asOf: string;
  readonly keyVersions: Readonly<Record<string, number>>;
}

interface Row {
  readonly as_of: string;
  readonly key_versions: Readonly<Record<string, number>>;
  readonly numbers: string | null;
  readonly stages: string | null;
  readonly identified: string | null;
  readonly [column: `${string}_student` | `${string}_guardians`]: Buffer | null;
}

/**
 * The rows of a call's student numbers on the roll that its token names, as columns: thousands of rows of JSON, or of
 * arrays as text, take the driver and Postgres ten times as long. `undefined` when enrollment holds no register yet. Writes
 * an access record for each requester.
 */
export async function readRollRows(options: ReadRollRowsOptions): Promise<RollSnapshot | undefined> {
  const { pool, call, students } = options;
  const guardians = [...new Set<RefField>(['povertyRegistryRef', ...options.guardians])];
  const columns = [
    ...REF_AGENCIES.filter(({ field }) => students.includes(field)).map(({ column }) => `${column}_student`),
    ...REF_AGENCIES.filter(({ field }) => guardians.includes(field)).map(
      ({ column }) => `${column}_guardians`,
    ),
  ];
  const { rows } = await pool.query<Row>({
    // One for each set of columns, of which plans ask a few. Postgres knows a statement by 63 characters at most.
    name: `read-roll-rows ${columns.map((column) => column.replace(/^(.).*_(.).*$/, '$1$2')).join(' ')}`,
    text: statement(columns),
    values: [...accessRows(call, recordedFields(call), binaryTextArray(call.refs)), ...rollBounds(call)],
  });
  const [row] = rows;
  if (!row) return undefined;
  const studentNumbers = listOf(row.numbers);
  const columnOf = (field: RefField, persons: 'student' | 'guardians'): Buffer => {
    const column = REF_AGENCIES.find((agency) => agency.field === field)?.column ?? '';
    return row[`${column}_${persons}`] ?? Buffer.alloc(0);
  };
  const guardianRefs = (field: RefField): GuardianRefs =>
    readGuardianRefs(columnOf(field, 'guardians'), studentNumbers.length);
  return {
    asOf: row.as_of,
    keyVersions: row.key_versions,
    studentNumbers,
    stages: studentNumbers.length === 0 ? [] : (row.stages ?? '').split(','),
    identified: listOf(row.identified),
    students: Object.fromEntries(students.map((field) => [field, columnOf(field, 'student')])),
    guardians: Object.fromEntries(guardians.map((field) => [field, guardianRefs(field)])),
  };
}

const noRef = `'\\x00000000000000000000000000000000'::bytea`;

// The bounds stand in the SQL itself: what is off the roll is never read. A number of another school, of a student who left
// and of nobody take the same path. The order makes the answer independent of the order of import; all columns are put
// together in one pass over the ordered rows. Roll and access records belong to one snapshot and one transaction.
function statement(columns: readonly string[]): string {
  const collected = columns.map((column) =>
    column.endsWith('_guardians')
      ? `string_agg(array_send(${column}), ''::bytea) as ${column}`
      : `string_agg(coalesce(uuid_send(${column}), ${noRef}), ''::bytea) as ${column}`,
  );
  return `
    with recorded as (${insertAccessRows('student_numbers')})
    select r.as_of::text as as_of, r.key_versions, c.*
    from shared.register r
    cross join (
      select string_agg(student_number, ',') as numbers, string_agg(coalesce(stage, ''), ',') as stages,
        string_agg(case when identified then 't' else 'f' end, ',') as identified,
        ${collected.join(', ')}
      from (
        select *, num_nulls(poverty_registry_student, subsistence_allowance_student, disability_student) = 0 as identified
        from shared.roll s
        where s.student_number = any ($1::text[])
          and ($9::text is null or s.school_code = $9)
          and ($10::text is null or s.division_code like $10 || '%')
          and ($9::text is not null or $10::text is not null)
        order by s.student_number collate "C", s.school_code collate "C", s.stage collate "C"
      ) found
    ) c`;
}

function listOf(text: string | null): string[] {
  return text === null ? [] : text.split(',');
}
