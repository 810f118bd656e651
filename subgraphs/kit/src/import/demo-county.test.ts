import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { register as disability } from '@hearthgate/disability';
import { register as enrollment, schools } from '@hearthgate/enrollment';
import { register as orphans } from '@hearthgate/orphans';
import { register as povertyRegistry } from '@hearthgate/poverty-registry';
import { register as subsistenceAllowance } from '@hearthgate/subsistence-allowance';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { openTestAgency, type TestAgency } from '../testing/index.ts';

const county = new URL('../../../../infra/local/demo/lianhe-county/', import.meta.url);
const fileOf = (name: string): string => fileURLToPath(new URL(name, county));

const { rejectedRows, schools: expectedSchools } = z
  .object({
    rejectedRows: z.record(z.string(), z.number()),
    schools: z.array(z.object({ code: z.string(), name: z.string(), stage: z.string() })),
  })
  .parse(JSON.parse(await readFile(fileOf('expected.json'), 'utf8')));

const registers = [
  { register: povertyRegistry, file: '1-脱贫户及监测对象.xlsx', expected: 'poverty', read: 521 },
  { register: subsistenceAllowance, file: '2-低保特困名册.csv', expected: 'subsistence', read: 373 },
  { register: disability, file: '3-持证残疾人.csv', expected: 'disability', read: 316 },
  { register: orphans, file: '4-孤儿及事实无人抚养儿童.csv', expected: 'orphans', read: 257 },
];

test.each(registers)('$file: rejected rows as expected', async ({ register, file, expected, read }) => {
  await using agency = await openTestAgency({ adminUrl: inject('postgresUrl'), agency: register.agency });
  const report = await agency.importFile(register, fileOf(file));
  expect(report.rejected).toHaveLength(rejectedRows[expected]!);
  expect(report).toMatchObject({ agency: register.agency, asOf: '2026-11-01', read });
  expect(report.accepted + report.rejected.length).toBe(read);
});

test('5-学籍.csv and 0-学校名录.csv: nothing rejected, every school in its division', async () => {
  await using agency = await openTestAgency({ adminUrl: inject('postgresUrl'), agency: 'enrollment' });
  const directory = await agency.importFile(schools, fileOf('0-学校名录.csv'));
  expect(directory).toMatchObject({ read: 4, accepted: 4, rejected: [], warnings: [] });
  const report = await agency.importFile(enrollment, fileOf('5-学籍.csv'));
  expect(report).toMatchObject({ read: 1200, accepted: 1200, rejected: [] });
  const roll = await agency.queryAsService(
    'select school_code, division_code, count(*)::int from shared.roll group by 1, 2 order by 1',
  );
  expect(roll).toEqual(
    expectedSchools
      .map(({ code }) => ({
        school_code: code,
        division_code: '990108',
        count: expect.any(Number) as number,
      }))
      .sort((a, b) => (a.school_code < b.school_code ? -1 : 1)),
  );
});
