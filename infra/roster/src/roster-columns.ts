import type { ColumnSpec } from '@hearthgate/table';

/** The roster's one column that is read, by the name under which its rows give the cell. */
export const STUDENT_NUMBER = '学籍号';

/** How a roster's column of student numbers may be called. */
export const rosterColumns: readonly ColumnSpec[] = [
  {
    name: STUDENT_NUMBER,
    aliases: [
      '全国学籍号',
      '学生学籍号',
      '全国学籍号码',
      '学籍号码',
      '学生全国学籍号',
      'student_number',
      'studentnumber',
    ],
    required: true,
  },
];
