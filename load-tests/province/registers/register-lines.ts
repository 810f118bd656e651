import type {
  Certificate,
  Household,
  OrphanEntry,
  PovertyEntry,
  Student,
  SubsistenceEntry,
} from '../people/household.ts';
import type { School } from '../people/school-of.ts';
import { nameOf } from './name-of.ts';

const MEMBERS = 8;
const memberNumbers = Array.from({ length: MEMBERS }, (_, index) => `成员${String(index + 1)}身份证号`);

/** The files' first lines, with the columns that agencies export. No cell needs quotation marks. */
export const HEADERS = {
  schools: '学校标识码,学校名称,学段,所在区划代码',
  'poverty-registry': '户编号,户主姓名,姓名,证件号码,与户主关系,户类型,风险是否已消除,是否享受帮扶政策',
  'subsistence-allowance': `户主姓名,户主身份证号,保障类别,状态,起始年份,${memberNumbers.join(',')}`,
  disability: '姓名,身份证号,残疾人证号,状态,有效期至',
  orphans: '姓名,身份证号,类型,状态',
  enrollment:
    '学校标识码,学校名称,学段,年级,班级,姓名,学籍号,身份证件号,就读方式,学生状态,' +
    '监护人1姓名,监护人1关系,监护人1身份证号,监护人2姓名,监护人2关系,监护人2身份证号',
} as const;

export type RegisterName = keyof typeof HEADERS;

export const schoolLine = ({ code, name, stage, division }: School): string =>
  `${code},${name},${stage},${division}`;

/** A line for each person; the first is the head. */
export function povertyLines(
  { type, riskEnded, supported, people }: PovertyEntry,
  householdCode: string,
): string[] {
  const head = nameOf(people[0] ?? '');
  return people.map((person, index) => {
    const relation = index === 0 ? '户主' : '家庭成员';
    return `${householdCode},${head},${nameOf(person)},${person},${relation},${type},${riskEnded},${supported}`;
  });
}

export function subsistenceLine({ category, status, head, members }: SubsistenceEntry): string {
  const since = String(2012 + (Number(head.slice(14, 17)) % 14));
  const numbers = Array.from({ length: MEMBERS }, (_, index) => members[index] ?? '').join(',');
  return `${nameOf(head)},${head},${category},${status},${since},${numbers}`;
}

export function certificateLine({ person, status, validUntil }: Certificate): string {
  const n = Number(person.slice(14, 17));
  const number = `${person}${String(1 + (n % 7))}${String(1 + (n % 4))}`;
  return `${nameOf(person)},${person},${number},${status},${validUntil}`;
}

export const orphanLine = ({ person, type, status }: OrphanEntry): string =>
  `${nameOf(person)},${person},${type},${status}`;

export function enrollmentLine(student: Student, { guardians }: Household): string {
  const { school, place, idNumber, studentNumber, writtenIdNumber, status } = student;
  const ofStudent = `${nameOf(idNumber)},${studentNumber},${writtenIdNumber}`;
  const ofClass = `${String(1 + (place % 3))},${String(1 + (place % 12))}`;
  const [first, second] = guardians;
  const guardian = (number: string | undefined, relation: string): string =>
    number === undefined ? ',,' : `${nameOf(number)},${relation},${number}`;
  return (
    `${school.code},${school.name},${school.stage},${ofClass},${ofStudent},` +
    `${place % 4 === 0 ? '住校' : '走读'},${status},${guardian(first, '父亲')},${guardian(second, '母亲')}`
  );
}
