import { type EnrollmentRegister, idColumnNames } from '@hearthgate/subgraph-kit/registers';
import {
  GUARDIAN,
  ID_NUMBER,
  SCHOOL_CODE,
  schoolCodeAliases,
  STAGE,
  stageAliases,
  STATUS,
  STUDENT_NUMBER,
} from './columns.ts';
import { readRow } from './read-row.ts';

/** 学籍: a row is a student at a school. */
export const register: EnrollmentRegister = {
  agency: 'enrollment',
  columns: [
    { name: SCHOOL_CODE, aliases: schoolCodeAliases, required: true },
    { name: STAGE, aliases: stageAliases, required: true },
    {
      name: STUDENT_NUMBER,
      aliases: ['全国学籍号', '学生学籍号', '全国学籍号码', '学籍号码', 'student_number'],
      required: true,
    },
    // Required, though both may be empty in every row: under a name that is not understood they would be passed over in
    // silence, and students found not to be what their guardians make them.
    { name: ID_NUMBER, aliases: [...idColumnNames(), ...idColumnNames('学生')], required: true },
    {
      name: GUARDIAN,
      aliases: [...idColumnNames('监护人{n}'), ...idColumnNames('家长{n}')],
      required: true,
      repeated: true,
    },
    { name: STATUS, aliases: ['学籍状态', '就读状态', '学生当前状态'], required: true },
  ],
  numberColumns: [
    { column: STUDENT_NUMBER, holds: 'student-number' },
    { column: ID_NUMBER, holds: 'id-number' },
    { column: GUARDIAN, holds: 'id-number' },
  ],
  openReader: (context) => (row) => readRow(row, context),
};
