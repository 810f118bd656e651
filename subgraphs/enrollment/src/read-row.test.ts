import { HOUSEHOLD_AGENCIES, type HouseholdAgency, type IdNumber } from '@hearthgate/schema';
import { personRef } from '@hearthgate/subgraph-kit/registers';
import {
  openTestAgency,
  type TestAgency,
  testIdNumber,
  testWorkbook,
} from '@hearthgate/subgraph-kit/testing';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { register } from './register.ts';
import { father, header, mother, other, row, type Student, student, withoutId } from './test-rows.ts';

let agency: TestAgency;
beforeAll(async () => {
  agency = await openTestAgency({ adminUrl: inject('postgresUrl'), agency: 'enrollment' });
});
afterAll(() => agency[Symbol.asyncDispose]());

const goodRow = row({ number: `G${other}`, id: other });
const importRows = (...rows: Student[]) => agency.importText(register, [header, ...rows.map(row)]);

interface StoredStudent {
  student_number: string;
  school_code: string | null;
  stage: string | null;
  on_roll: boolean;
  id_number: string | null;
  guardian_id_numbers: string[];
}

const stored = () =>
  agency.query<StoredStudent>(
    'select student_number, school_code, stage, on_roll, id_number, guardian_id_numbers from register.student order by line',
  );
const roll = () =>
  agency.queryAsService<Record<string, unknown>>('select * from shared.roll order by school_code');

test('a student on the roll, with guardians, by each agency’s pseudonyms', async () => {
  expect(await importRows({})).toMatchObject({ agency: 'enrollment', read: 1, accepted: 1, warnings: [] });
  const ref = (of: HouseholdAgency, id: IdNumber) => personRef(agency.keyRings[of].current, id);
  const guardians = (of: HouseholdAgency) => [ref(of, father), ref(of, mother)];
  expect(await roll()).toEqual([
    {
      student_number: `G${student}`,
      school_code: '3499107001',
      stage: 'SENIOR',
      has_identity_number: true,
      poverty_registry_student: ref('poverty-registry', student),
      poverty_registry_guardians: guardians('poverty-registry'),
      subsistence_allowance_student: ref('subsistence-allowance', student),
      subsistence_allowance_guardians: guardians('subsistence-allowance'),
      disability_student: ref('disability', student),
      disability_guardians: guardians('disability'),
      orphans_student: ref('orphans', student),
      division_code: null,
    },
  ]);
  expect(new Set(HOUSEHOLD_AGENCIES.map((of) => ref(of, student))).size).toBe(4);
  expect(await agency.queryAsService('select key_versions from shared.register')).toEqual([
    { key_versions: { 'poverty-registry': 1, 'subsistence-allowance': 1, disability: 1, orphans: 1 } },
  ]);
});

describe('学籍号: the only cell that rejects a row', () => {
  test.each([
    ['none', ''],
    ['not a student number', '12345'],
    ['an ID number without its letter', student],
    ['G and a wrong check digit', `G${student.slice(0, 17)}${student.endsWith('1') ? '2' : '1'}`],
    ['J and 17 digits', withoutId.slice(0, 18)],
  ])('%s', async (_what, number) => {
    const report = await agency.importText(register, [header, goodRow, row({ number })]);
    expect(report.rejected).toEqual([{ line: 3, column: '学籍号', reason: expect.any(String) as string }]);
    expect(await stored()).toHaveLength(1);
  });

  test.each([
    ['blanks and a lower-case letter', ` g${student.slice(0, 6)} ${student.slice(6)}`, `G${student}`],
    ['an apostrophe', `'${withoutId}`, withoutId],
    ['L, a temporary number', 'L990108201009010077', 'L990108201009010077'],
    ['J with digits that are no ID number', 'J000000000000000001', 'J000000000000000001'],
  ])('%s: repaired or taken, and the leading letter stays', async (_what, number, cleaned) => {
    expect(await importRows({ number })).toMatchObject({ accepted: 1 });
    expect(await stored()).toMatchObject([{ student_number: cleaned }]);
  });

  test('every other cell bad: accepted, with a warning for each', async () => {
    const report = await agency.importText(register, [
      header,
      row({ school: '一中', stage: '幼儿园', id: '无', status: '借读', guardians: ['无', '9.9E+17'] }),
    ]);
    expect(report).toMatchObject({ accepted: 1, rejected: [] });
    expect(report.warnings.map(({ column }) => column)).toEqual([
      '学校标识码',
      '学段',
      '学生状态',
      '身份证件号',
      '监护人1身份证号',
      '监护人2身份证号',
    ]);
    expect(await roll()).toEqual([]);
  });
});

describe('whose ID number counts', () => {
  test('a G number fills an empty column, without a warning', async () => {
    expect(await importRows({ id: '' })).toMatchObject({ warnings: [] });
    expect(await stored()).toMatchObject([{ id_number: student }]);
  });

  test('an unusable column counts as empty, with a warning, and a G number fills it', async () => {
    const report = await importRows({ id: '9.90108E+17' });
    expect(report.warnings).toEqual([
      {
        line: 2,
        column: '身份证件号',
        reason: 'counts as empty: destroyed by a spreadsheet (scientific notation)',
      },
    ]);
    expect(await stored()).toMatchObject([{ id_number: student }]);
  });

  test('18 digits in a numeric cell are unusable, and a G number fills the column', async () => {
    const report = await agency.importText(
      register,
      testWorkbook([
        ['学校标识码', '学段', '学籍号', '身份证件号', '学生状态', '监护人1身份证号'],
        [
          { number: '3499107001' },
          '高中',
          `G${student}`,
          { number: student.replace('X', '0') },
          '在读',
          father,
        ],
      ]),
    );
    expect(report).toMatchObject({ accepted: 1, warnings: [{ column: '身份证件号' }] });
    expect(await stored()).toMatchObject([{ id_number: student, school_code: '3499107001' }]);
  });

  test('where both stand and differ, the column counts, with a warning', async () => {
    const report = await importRows({ id: other });
    expect(report.warnings).toEqual([
      { line: 2, column: '身份证件号', reason: 'not the one in 学籍号: this one counts' },
    ]);
    expect(await stored()).toMatchObject([{ student_number: `G${student}`, id_number: other }]);
  });

  test('a J number is only a number: the column counts', async () => {
    expect(await importRows({ number: withoutId })).toMatchObject({ warnings: [] });
    expect(await stored()).toMatchObject([{ student_number: withoutId, id_number: student }]);
  });

  test.each(['J', 'L'])('a %s number that looks like an ID number fills nothing', async (letter) => {
    expect(await importRows({ number: letter + student, id: '' })).toMatchObject({ warnings: [] });
    expect(await stored()).toMatchObject([{ id_number: null }]);
    expect(await roll()).toMatchObject([
      {
        has_identity_number: false,
        poverty_registry_student: null,
        orphans_student: null,
        disability_student: null,
      },
    ]);
  });
});

describe('guardians', () => {
  test('one without a usable number is passed over with a warning, the others count', async () => {
    const report = await importRows({ guardians: ['无', mother] });
    expect(report.warnings).toEqual([
      {
        line: 2,
        column: '监护人1身份证号',
        reason: 'guardian passed over: not an ID number: 18 characters are needed',
      },
    ]);
    expect(await stored()).toMatchObject([{ guardian_id_numbers: [mother] }]);
  });

  test('an empty cell is no guardian, and needs no warning', async () => {
    expect(await importRows({ guardians: [father, ''] })).toMatchObject({ warnings: [] });
    expect(await stored()).toMatchObject([{ guardian_id_numbers: [father] }]);
  });

  test('one named twice counts once', async () => {
    await importRows({ guardians: [father, father] });
    expect(await stored()).toMatchObject([{ guardian_id_numbers: [father] }]);
  });

  test('any number of them, in their order', async () => {
    const ids = [9, 7, 5, 3, 11].map((n) => testIdNumber(n, '19800101'));
    const columns = ids.map((_, n) => `监护人${n + 1}公民身份号码`);
    await agency.importText(register, [
      `学校标识码,学段,学籍号,身份证件号,学生状态,${columns.join(',')}`,
      `3499107001,高中,G${student},,在读,${ids.join(',')}`,
    ]);
    expect(await stored()).toMatchObject([{ guardian_id_numbers: ids }]);
  });
});

describe('on the roll', () => {
  test.each([
    ['在读', true],
    ['休学', true],
    ['转出', false],
    ['毕业', false],
  ])('%s: %s', async (status, onRoll) => {
    expect(await importRows({ status })).toMatchObject({ accepted: 1, warnings: [] });
    expect(await stored()).toMatchObject([{ on_roll: onRoll }]);
    expect(await roll()).toHaveLength(onRoll ? 1 : 0);
  });

  test.each(['借读', ''])('an unknown 学生状态 (%j): not, with a warning', async (status) => {
    const report = await importRows({ status });
    expect(report).toMatchObject({ accepted: 1, warnings: [{ line: 2, column: '学生状态' }] });
    expect(await roll()).toEqual([]);
  });

  test('a transfer: two rows, on the roll of the school whose row is active', async () => {
    await importRows({ school: '3499107001', status: '转出' }, { school: '3499107002', status: '在读' });
    expect(await stored()).toHaveLength(2);
    expect(await roll()).toMatchObject([{ school_code: '3499107002', student_number: `G${student}` }]);
  });

  test('a student active in two schools is on both rolls', async () => {
    await importRows({ school: '3499107001' }, { school: '3499107002', stage: '中职' });
    expect(await roll()).toMatchObject([
      { school_code: '3499107001', stage: 'SENIOR' },
      { school_code: '3499107002', stage: 'SECONDARY_VOCATIONAL' },
    ]);
  });
});

test.each([
  ['小学', 'PRIMARY'],
  ['初中', 'JUNIOR'],
  ['高中', 'SENIOR'],
  ['普通高中', 'SENIOR'],
  ['中职', 'SECONDARY_VOCATIONAL'],
  ['中等职业学校', 'SECONDARY_VOCATIONAL'],
  ['大学', 'UNIVERSITY'],
])('学段 %s is %s', async (stage, expected) => {
  expect(await importRows({ stage })).toMatchObject({ warnings: [] });
  expect(await stored()).toMatchObject([{ stage: expected }]);
});

test('an unreadable 学段: no stage, with a warning, and still on the roll', async () => {
  const report = await importRows({ stage: '幼儿园' });
  expect(report).toMatchObject({ accepted: 1, warnings: [{ line: 2, column: '学段' }] });
  expect(await roll()).toMatchObject([{ stage: null }]);
});
