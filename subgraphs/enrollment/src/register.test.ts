import { fileURLToPath } from 'node:url';
import { personRef, rekeyRegister } from '@hearthgate/subgraph-kit/registers';
import { openTestAgency, type TestAgency, testKeyRing } from '@hearthgate/subgraph-kit/testing';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { register } from './register.ts';
import { father, header, mother, row, student, withoutId } from './test-rows.ts';

let agency: TestAgency;
beforeAll(async () => {
  agency = await openTestAgency({ adminUrl: inject('postgresUrl'), agency: 'enrollment' });
});
afterAll(() => agency[Symbol.asyncDispose]());

const stored = () =>
  agency.query('select id_number, guardian_id_numbers from register.student order by line');
const roll = () => agency.queryAsService('select * from shared.roll order by school_code');

test.each(['学籍号', '全国学籍号', '学生学籍号', 'student_number'])('a column called %s', async (name) => {
  await agency.importText(register, [header.replace('学籍号', name), row({})]);
  expect(await stored()).toHaveLength(1);
});

test.each(['身份证号', '身份证号码', '证件号码', '身份证件号', '公民身份号码'])(
  'columns called %s and 监护人1%s',
  async (name) => {
    const renamed = header.replace('身份证件号', name).replaceAll(/(监护人\d)身份证号/g, `$1${name}`);
    await agency.importText(register, [renamed, row({ number: withoutId })]);
    expect(await stored()).toMatchObject([{ id_number: student, guardian_id_numbers: [father, mother] }]);
  },
);

test.each(['学籍号', '身份证件号', '学生状态', '学校标识码'])(
  'without %s the file is refused',
  async (column) => {
    await expect(agency.importText(register, [header.replace(column, '其他'), row({})])).rejects.toThrow(
      column,
    );
  },
);

test('without any column of guardians’ numbers the file is refused: nobody would be found through them', async () => {
  const renamed = header.replaceAll(/监护人\d身份证号/g, '电话');
  await expect(agency.importText(register, [renamed, row({})])).rejects.toThrow('监护人');
});

test('rotated keys: the roll is computed anew under the current ones, from what is stored', async () => {
  await agency.importText(register, [header, row({}), row({ school: '3499107002', status: '转出' })]);
  const orphans = testKeyRing(1, 2);
  const keyRings = { ...agency.keyRings, orphans };
  await rekeyRegister({ databaseUrl: agency.ownerUrl, agency: 'enrollment', keyRings });
  expect(await roll()).toMatchObject([
    {
      school_code: '3499107001',
      stage: 'SENIOR',
      orphans_student: personRef(orphans.current, student),
      disability_student: personRef(agency.keyRings.disability.current, student),
      disability_guardians: [father, mother].map((id) => personRef(agency.keyRings.disability.current, id)),
    },
  ]);
  expect(await agency.queryAsService('select key_versions from shared.register')).toMatchObject([
    { key_versions: { orphans: 2, disability: 1 } },
  ]);
});

test('without the key of every agency nothing is imported', async () => {
  const importing = agency.importText(register, [header, row({})], { keyRings: { orphans: testKeyRing(1) } });
  await expect(importing).rejects.toThrow(
    'no pseudonym key of poverty-registry, subsistence-allowance, disability',
  );
});

test('the demo county’s file: nobody rejected', async () => {
  const file = new URL('../../../infra/local/demo/lianhe-county/5-学籍.csv', import.meta.url);
  const report = await agency.importFile(register, fileURLToPath(file));
  expect(report).toMatchObject({ read: 1200, accepted: 1200, rejected: [], warnings: [{ line: 753 }] });
  expect(await roll()).toHaveLength(1180);
});
