import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { ImportRefused } from './import-refused.ts';
import { UnusableFile } from '@hearthgate/table';
import { openTestAgency, type TestAgency, testIdNumber, testWorkbook } from '../testing/index.ts';
import { testRegister } from '../testing/test-register.ts';
import { idColumnNames } from './id-column-names.ts';

// domain.md, "Registers, as agencies export them": what holds for the file of any agency.

let agency: TestAgency;
beforeAll(async () => {
  agency = await openTestAgency({ adminUrl: inject('postgresUrl'), agency: 'orphans' });
});
afterAll(() => agency[Symbol.asyncDispose]());

const header = '身份证号,状态';
const ids = Array.from({ length: 100 }, (_, n) => testIdNumber(n)).filter((id) => !id.endsWith('000'));
const good = (count: number): string[] => ids.slice(0, count).map((id) => `${id},在册`);
const bad = (count: number): string[] => Array.from({ length: count }, () => '无,在册');
const both = [`${ids[0]!} ORPHAN`, `${ids[1]!} ORPHAN`];

/** header and two children, in GB18030: 身份证号 状态 在册. */
const gb18030 = Buffer.concat([
  Buffer.from('c9edb7ddd6a4bac52cd7b4ccac0a', 'hex'),
  ...ids.slice(0, 2).map((id) => Buffer.concat([Buffer.from(`${id},`), Buffer.from('d4dab2e10a', 'hex')])),
]);

describe('what a file may look like', () => {
  test.each<[string, string[] | Uint8Array]>([
    ['UTF-8 without BOM', [header, ...good(2)]],
    ['UTF-8 with BOM', [`\ufeff${header}`, ...good(2)]],
    ['GB18030', gb18030],
    ['XLSX', testWorkbook([header, ...good(2)].map((line) => line.split(',')))],
    [
      'columns that nobody asked for',
      ['序号,状态,身份证号,备注', `1,在册,${ids[0]!},甲`, `2,在册,${ids[1]!},乙`],
    ],
  ])('%s', async (_what, content) => {
    expect(await agency.importText(testRegister, content)).toMatchObject({
      read: 2,
      accepted: 2,
      warnings: [],
    });
    expect(await agency.entries()).toEqual(both);
  });

  test('a title row above the header, blank rows between, a 合计 row below: passed over and counted', async () => {
    const lines = [
      '联合县儿童名册,,',
      '',
      `序号,${header}`,
      `1,${good(1)[0]!}`,
      '',
      ',,',
      `2,${good(2)[1]!}`,
      '合计,2人,',
    ];
    const report = await agency.importText(testRegister, lines);
    expect(report).toMatchObject({ read: 2, accepted: 2, rejected: [] });
    expect(report.passedOver).toEqual({ title: 1, blank: 3, total: 1 });
    expect(await agency.entries()).toEqual(both);
  });

  test.each(idColumnNames())('an ID column called %s', async (name) => {
    await agency.importText(testRegister, [`${name},状态`, ...good(2)]);
    expect(await agency.entries()).toEqual(both);
  });

  test('the file’s rows are kept as they came, the rejected ones too', async () => {
    await agency.importText(testRegister, ['姓名,身份证号,状态', `某甲,${ids[0]!},在册`, `某乙,无,在册`]);
    expect(await agency.query('select line, record from register.row order by line')).toEqual([
      { line: 2, record: { 姓名: '某甲', 身份证号: ids[0], 状态: '在册' } },
      { line: 3, record: { 姓名: '某乙', 身份证号: '无', 状态: '在册' } },
    ]);
  });

  test('a cell that Postgres cannot store costs neither the file nor the row', async () => {
    const rows = [`${header},备注`, `${good(1)[0]!},a_xD800_`, `${good(2)[1]!},c`].map((line) =>
      line.split(','),
    );
    await agency.importText(testRegister, testWorkbook(rows));
    expect(await agency.entries()).toEqual(both);
    const [row] = await agency.query<{ note: string }>(`select record->>'备注' as note from register.row`);
    expect(row?.note).toBe('a\ufffd');
  });
});

describe('what a row counts for', () => {
  test('one person in two rows is one entry, and any active one counts', async () => {
    await agency.importText(testRegister, [header, `${ids[0]!},退出`, `${ids[0]!},在册`, `${ids[0]!},在册`]);
    expect(await agency.entries()).toEqual([`${ids[0]!} ORPHAN`]);
    expect(await agency.query('select 1 from register.assertion')).toHaveLength(1);
  });

  test('blanks around a word do not matter', async () => {
    await agency.importText(testRegister, [header, `${ids[0]!}, 在　册 `]);
    expect(await agency.entries()).toEqual([`${ids[0]!} ORPHAN`]);
  });

  test.each(['在读', 'constructor', ''])(
    'an unknown status (%s) rejects the row and is not repeated',
    async (word) => {
      const report = await agency.importText(testRegister, [header, `${ids[0]!},${word}`, ...good(2)]);
      expect(report.rejected).toEqual([
        { line: 2, column: '状态', reason: expect.stringContaining('one of 在册, 退出') as string },
      ]);
    },
  );

  test('an inactive row is accepted and gives no entry', async () => {
    expect(await agency.importText(testRegister, [header, `${ids[0]!},退出`])).toMatchObject({ accepted: 1 });
    expect(await agency.entries()).toEqual([]);
  });
});

describe('a file is refused whole, and the old register stays', () => {
  beforeAll(() => agency.importText(testRegister, [header, ...good(2)]));

  const refusal = async (content: readonly string[] | Uint8Array): Promise<unknown> => {
    const error = await agency.importText(testRegister, content).catch((thrown: unknown) => thrown);
    expect(await agency.entries()).toEqual(both);
    expect(await agency.query('select read from register.import order by id desc limit 1')).toEqual([
      { read: 2 },
    ]);
    return error;
  };

  test('without its ID column', async () => {
    const error = await refusal(['号码,状态', ...good(2)]);
    expect(error).toBeInstanceOf(UnusableFile);
    expect((error as Error).message).toMatch(/身份证号/);
  });

  test('empty', async () => {
    expect(await refusal(new Uint8Array())).toBeInstanceOf(UnusableFile);
  });

  test('a PDF', async () => {
    const pdf = Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog>>\nendobj\n', 'latin1');
    expect(await refusal(pdf)).toBeInstanceOf(UnusableFile);
  });

  test('with a header and no rows', async () => {
    const error = await refusal([header]);
    expect(error).toMatchObject({ code: 'NO_GOOD_ROW', report: { read: 0 } });
    expect((error as Error).message).toMatch(/has a header and no rows/);
  });

  test('without a single good row', async () => {
    const error = await refusal([header, ...bad(3)]);
    expect(error).toBeInstanceOf(ImportRefused);
    expect(error).toMatchObject({ code: 'NO_GOOD_ROW', report: { read: 3, accepted: 0 } });
    expect((error as ImportRefused).report?.rejected).toHaveLength(3);
  });

  test('20 rows with 5 bad ones, more than 20 %', async () => {
    const error = await refusal([header, ...good(15), ...bad(5)]);
    expect(error).toMatchObject({ code: 'TOO_MANY_BAD_ROWS', report: { read: 20, accepted: 15 } });
    expect((error as Error).message).toMatch(/^5 of 20 rows are bad, more than 20 %/);
  });

  test('a broken character half-way', async () => {
    const text = Buffer.from([header, ...good(50)].join('\n'));
    text[text.length - 3] = 0xff;
    expect(await refusal(text)).toBeInstanceOf(Error);
  });
});

describe('a file with bad rows is imported', () => {
  test('20 rows with 4 bad ones, not more than 20 %', async () => {
    const report = await agency.importText(testRegister, [header, ...good(16), ...bad(4)]);
    expect(report).toMatchObject({ read: 20, accepted: 16 });
    expect(report.rejected.map(({ line }) => line)).toEqual([18, 19, 20, 21]);
    expect(await agency.entries()).toHaveLength(16);
  });

  test('19 rows with 18 bad ones: too few for a share to say anything', async () => {
    const report = await agency.importText(testRegister, [header, ...bad(18), ...good(1)]);
    expect(report).toMatchObject({ read: 19, accepted: 1 });
    expect(report.rejected).toHaveLength(18);
  });
});
