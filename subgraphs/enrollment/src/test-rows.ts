import type { IdNumber } from '@hearthgate/schema';
import { testIdNumber } from '@hearthgate/subgraph-kit/testing';

export const header =
  '学校标识码,学校名称,学段,年级,班级,姓名,学籍号,身份证件号,就读方式,学生状态,监护人1姓名,监护人1关系,监护人1身份证号,监护人2姓名,监护人2关系,监护人2身份证号';
export const [student, father, mother, other] = [1, 2, 3, 4].map((n) => testIdNumber(n)) as [
  IdNumber,
  IdNumber,
  IdNumber,
  IdNumber,
];
/** A student number without an ID number. */
export const withoutId = 'J990108201009010077';

export interface Student {
  school?: string;
  stage?: string;
  number?: string;
  id?: string;
  status?: string;
  guardians?: [string, string];
}

/** A row under `header`: a senior student with two guardians, unless told otherwise. */
export function row({
  school = '3499107001',
  stage = '高中',
  number = `G${student}`,
  id = student,
  status = '在读',
  guardians = [father, mother],
}: Student): string {
  return `${school},一中,${stage},1,1,甲,${number},${id},走读,${status},乙,父亲,${guardians[0]},丙,母亲,${guardians[1]}`;
}
