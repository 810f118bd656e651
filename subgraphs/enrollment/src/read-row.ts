import { cleanSchoolCode, type IdNumber, idNumberOf, type StudentNumber } from '@hearthgate/schema';
import {
  type Note,
  readChoice,
  readIdNumber,
  readStudentNumber,
  type RowContext,
  type RowVerdict,
  type StudentEntry,
  type TableRow,
} from '@hearthgate/subgraph-kit/registers';
import { GUARDIAN, ID_NUMBER, SCHOOL_CODE, STAGE, STATUS, STUDENT_NUMBER } from './columns.ts';
import { stages } from './stages.ts';

const onRollByStatus = { 在读: true, 休学: true, 转出: false, 毕业: false } as const;

/** A student at a school. Only a bad 学籍号 rejects the row; whatever else is unusable costs itself, with a warning. */
export function readRow(row: TableRow, context: RowContext): RowVerdict<StudentEntry> {
  const studentNumber = readStudentNumber(row.cell(STUDENT_NUMBER), context);
  if (!studentNumber.ok) return { accepted: false, column: STUDENT_NUMBER, reason: studentNumber.reason };

  const warnings: Note[] = studentNumber.warnings.map((reason) => ({ column: STUDENT_NUMBER, reason }));
  const schoolCode = cleanSchoolCode(row.cell(SCHOOL_CODE)) ?? null;
  if (schoolCode === null) {
    warnings.push({ column: SCHOOL_CODE, reason: 'not a school code: the student is on no roll' });
  }
  const stage = readChoice(row.cell(STAGE), stages);
  if (!stage.ok) warnings.push({ column: STAGE, reason: `no stage known: ${stage.reason}` });
  const status = readChoice(row.cell(STATUS), onRollByStatus);
  if (!status.ok) warnings.push({ column: STATUS, reason: `not on the roll: ${status.reason}` });

  const entry: StudentEntry = {
    studentNumber: studentNumber.value,
    schoolCode,
    stage: stage.ok ? stage.value : null,
    onRoll: schoolCode !== null && status.ok && status.value,
    idNumber: readOwnIdNumber({ row, context, studentNumber: studentNumber.value, warnings }),
    guardianIdNumbers: readGuardians(row, context, warnings),
  };
  return { accepted: true, entry, warnings };
}

interface OwnIdNumber {
  readonly row: TableRow;
  readonly context: RowContext;
  readonly studentNumber: StudentNumber;
  readonly warnings: Note[];
}

/** The column's number before the one that a `G` number carries (domain.md, "Who counts for whom"). */
function readOwnIdNumber({ row, context, studentNumber, warnings }: OwnIdNumber): IdNumber | null {
  const carried = idNumberOf(studentNumber) ?? null;
  const own = readIdNumber(row.cell(ID_NUMBER), context);
  if (!own.ok) {
    if (!own.empty) warnings.push({ column: ID_NUMBER, reason: `counts as empty: ${own.reason}` });
    return carried;
  }
  warnings.push(...own.warnings.map((reason) => ({ column: ID_NUMBER, reason })));
  if (carried !== null && carried !== own.value) {
    warnings.push({ column: ID_NUMBER, reason: `not the one in ${STUDENT_NUMBER}: this one counts` });
  }
  return own.value;
}

function readGuardians(row: TableRow, context: RowContext, warnings: Note[]): IdNumber[] {
  const guardians = new Set<IdNumber>();
  for (const n of context.numbersOf(GUARDIAN)) {
    const column = GUARDIAN.replace('{n}', String(n));
    const guardian = readIdNumber(row.cell(GUARDIAN, n), context);
    if (guardian.ok) {
      guardians.add(guardian.value);
      warnings.push(...guardian.warnings.map((reason) => ({ column, reason })));
    } else if (!guardian.empty) warnings.push({ column, reason: `guardian passed over: ${guardian.reason}` });
  }
  return [...guardians];
}
