import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { startTestOrphans, type TestOrphans } from '../testing/test-orphans.ts';
import { testIdNumber } from '../testing/test-id-number.ts';
import { testRegister } from '../testing/test-register.ts';
import { makeOperatorAsker, operator, type OperatorAsker } from './asker-for-tests.ts';

let agency: TestOrphans;
let ask: OperatorAsker['ask'];
beforeAll(async () => {
  agency = await startTestOrphans(inject('postgresUrl'));
  ({ ask } = makeOperatorAsker(agency));
});
afterAll(() => agency[Symbol.asyncDispose]());

test('rows of a report come in parts, by line and reason', async () => {
  const rows = [testIdNumber(1), '123456', testIdNumber(2), '654321', testIdNumber(3)];
  const padding = Array.from({ length: 40 }, (_, n) => `${testIdNumber(n + 100)},在册`);
  await agency.database.importText(testRegister, [
    '身份证号,状态',
    ...rows.map((id) => `${id},在册`),
    ...padding,
  ]);
  const query = `query Q($skip: Int) { imports { asOf read accepted rejected report(first: 1, skip: $skip) { rejected { line column reason } } } }`;
  const partFrom = async (skip: number): Promise<unknown> => {
    const { data, text } = await ask(operator, query, { skip });
    expect(text).not.toMatch(/123456|654321/);
    return data.imports;
  };
  const summary = { asOf: '2026-11-01', read: 45, accepted: 43, rejected: 2 };
  const row = (line: number): object => ({ line, column: '身份证号', reason: expect.any(String) as unknown });
  const before = expect.objectContaining({ read: 4, report: { rejected: [] } }) as unknown;
  expect(await partFrom(0)).toEqual([{ ...summary, report: { rejected: [row(3)] } }, before]);
  expect(await partFrom(1)).toEqual([{ ...summary, report: { rejected: [row(5)] } }, before]);
  expect(await partFrom(2)).toEqual([{ ...summary, report: { rejected: [] } }, before]);
});
