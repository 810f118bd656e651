import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const inCounty = (name: string): string =>
  fileURLToPath(new URL(`../../../infra/local/demo/lianhe-county/${name}`, import.meta.url));

export interface ExpectedStudent {
  readonly school: string;
  readonly outcome: 'ANSWERED' | 'NOT_ON_ROLL';
  readonly findings?: Readonly<
    Record<'poverty' | 'subsistence' | 'disability' | 'orphan', 'YES' | 'NO' | 'UNKNOWN'>
  >;
  readonly groups?: readonly string[];
  readonly complete?: boolean;
}

/** What every student of the demo county must come out as, by student number. */
export const expectedStudents = (
  JSON.parse(readFileSync(inCounty('expected.json'), 'utf8')) as {
    students: Readonly<Record<string, ExpectedStudent>>;
  }
).students;

/** The file of a school's roster, as the school has it. */
export const rosterFile = (school: string): string => inCounty(`名单-${school}.csv`);

/** The student numbers of a school's roster, in its order. */
export function rosterOf(school: string): readonly string[] {
  const [, ...lines] = readFileSync(rosterFile(school), 'utf8').trim().split(/\r?\n/);
  return lines.map((line) => (line.split(',')[0] ?? '').trim());
}

export interface ExpectedRow extends Omit<ExpectedStudent, 'outcome' | 'school'> {
  readonly outcome: ExpectedStudent['outcome'] | 'INVALID_NUMBER';
}

/** What a row of a school's roster must come out as: others' students are not on its roll, and one row is no number. */
export function expectedRow(number: string, school: string): ExpectedRow {
  const student = expectedStudents[number];
  if (student?.school === school) return student;
  return { outcome: /^[GJL]/.test(number) ? 'NOT_ON_ROLL' : 'INVALID_NUMBER' };
}
