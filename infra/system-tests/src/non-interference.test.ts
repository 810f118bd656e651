import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { startSystem, type SystemUnderTest } from './start-system.ts';
import { withoutReceipt } from './without-receipt.ts';

const student = 'G990108201007053962';
const ids = { student: student.slice(1), guardian: '990108198205106581', other: '99010819810824021X' };

type Files = Readonly<
  Record<
    'schools' | 'enrollment' | 'poverty-registry' | 'subsistence-allowance' | 'disability' | 'orphans',
    string
  >
>;

const plain: Files = {
  schools: '学校标识码,学校名称,学段,所在区划代码\n3499107001,一中,高中,990108\n',
  enrollment: `学校标识码,学校名称,学段,年级,班级,姓名,学籍号,身份证件号,就读方式,学生状态,监护人1姓名,监护人1关系,监护人1身份证号\n3499107001,一中,高中,1,5,甲,${student},${ids.student},走读,在读,乙,父亲,${ids.guardian}\n`,
  'poverty-registry': `户编号,户主姓名,姓名,证件号码,与户主关系,户类型,风险是否已消除,是否享受帮扶政策\n1,乙,乙,${ids.guardian},户主,脱贫户,是,是\n`,
  'subsistence-allowance': `户主姓名,户主身份证号,保障类别,状态,起始年份,成员1身份证号\n乙,${ids.guardian},农村低保,在保,2019,${ids.student}\n`,
  disability: `姓名,身份证号,残疾人证号,状态,有效期至\n乙,${ids.guardian},${ids.guardian}42,有效,20330101\n`,
  orphans: `姓名,身份证号,类型,状态\n丙,${ids.other},孤儿,在册\n`,
};

/** Other names, households, relations, years, certificates, order and inactive people; the same assertions. */
const disguised: Files = {
  schools: '学校标识码,学校名称,学段,所在区划代码\n3499107001,第一高级中学,高中,990108\n',
  enrollment: `学校标识码,学校名称,学段,年级,班级,姓名,学籍号,身份证件号,就读方式,学生状态,监护人1姓名,监护人1关系,监护人1身份证号\n3499107001,别名,高中,3,9,丁,${student},,住校,休学,戊,母亲,${ids.guardian}\n`,
  'poverty-registry': `户编号,户主姓名,姓名,证件号码,与户主关系,户类型,风险是否已消除,是否享受帮扶政策\n77,己,己,${ids.other},户主,脱贫户,否,否\n78,庚,戊,${ids.guardian},之妻,脱贫户,否,是\n`,
  'subsistence-allowance': `户主姓名,户主身份证号,保障类别,状态,起始年份,成员1身份证号\n戊,${ids.guardian},城市低保,在保,2001,${ids.student}\n辛,${ids.other},特困供养,停保,1999,\n`,
  disability: `姓名,身份证号,残疾人证号,状态,有效期至\n壬,${ids.other},${ids.other}11,注销,\n戊,${ids.guardian},${ids.guardian}71,有效,长期\n`,
  orphans: `姓名,身份证号,类型,状态\n癸,${ids.other},孤儿,在册\n`,
};

/** The same as `plain` but for one assertion: the guardian's certificate has run out. */
const different: Files = {
  ...plain,
  disability: `姓名,身份证号,残疾人证号,状态,有效期至\n乙,${ids.guardian},${ids.guardian}42,注销,20330101\n子,${ids.other},${ids.other}42,有效,20330101\n`,
};

const query = `query All($n: [StudentNumber!]!) {
  householdStatuses(studentNumbers: $n) {
    __typename
    ... on NotOnRoll { studentNumber }
    ... on HouseholdStatus {
      studentNumber enrollment { answer asOf unknownReason } povertyRegistry { answer asOf unknownReason }
      subsistenceAllowance { answer asOf unknownReason } disability { answer asOf unknownReason }
      orphan { answer asOf unknownReason } specialGroups complete
      tuition: qualifies(program: SENIOR_TUITION_WAIVER) { answer asOf unknownReason }
      grant: qualifies(program: SENIOR_NATIONAL_GRANT) { answer asOf unknownReason }
    }
  }
}`;

async function answerOver(files: Files): Promise<string> {
  await using system = await startSystem(inject('postgresUrl'));
  await importAll(system, files);
  const school = { role: 'SCHOOL_AID_OFFICE', location: '3499107001', purpose: 'AID_ELIGIBILITY' };
  const { status, text } = await system.ask(school, {
    query,
    variables: { n: [student, 'J990108200001010000'] },
  });
  expect(status).toBe(200);
  return withoutReceipt(text);
}

async function importAll(system: SystemUnderTest, files: Files): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'hearthgate-test-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      const file = join(folder, `${name}.csv`);
      await writeFile(file, text);
      await system.import(name as keyof Files, file);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('databases with equal assertions and different raw records give byte-identical answers', async () => {
  const [first, second, third] = [
    await answerOver(plain),
    await answerOver(disguised),
    await answerOver(different),
  ];
  expect(first).toContain(
    '"specialGroups":["CHILD_OF_DISABLED","LIFTED_FROM_POVERTY","SUBSISTENCE_ALLOWANCE"]',
  );
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});
