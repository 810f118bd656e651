import { writeFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ColumnSpec } from './column-spec.ts';
import { openTable } from './open-table.ts';
import { readAll } from './test-files/read-all.ts';
import { temporaryFile } from './test-files/temporary-file.ts';

const columns: ColumnSpec[] = [
  { name: '姓名', aliases: [], required: true },
  { name: '身份证号', aliases: ['证件号码'], required: true },
  { name: '成员{n}身份证号', aliases: [], required: false, repeated: true },
];
/** 姓名,证件号码 / 张三,1, in GB18030. */
const GB18030 = 'd0d5c3fb2cd6a4bcfebac5c2eb0ad5c5c8fd2c310a';

const csv = (content: string | Buffer) => readAll(temporaryFile('a.csv', content), columns);

describe('encodings and line ends', () => {
  it.each([
    ['UTF-8', '姓名,证件号码\n张三,1\n'],
    ['UTF-8 with a mark', '\ufeff姓名,证件号码\n张三,1\n'],
    ['GB18030', Buffer.from(GB18030, 'hex')],
    ['CRLF', '姓名,证件号码\r\n张三,1\r\n'],
    ['CR', '姓名,证件号码\r张三,1\r'],
    ['no end of the last line', '姓名,证件号码\n张三,1'],
    ['tabs', '姓名\t证件号码\n张三\t1\n'],
    ['semicolons', '姓名;证件号码\n张三;1\n'],
    ['quotes', '"姓名","证件号码"\r\n"张三","1"\r\n'],
  ])('reads %s', async (_, content) => {
    const { rows, lines, table } = await csv(content);
    expect(rows.map(({ record }) => record)).toEqual([{ 姓名: '张三', 证件号码: '1' }]);
    expect(lines).toEqual([2]);
    expect(table.columns).toEqual(new Set(['姓名', '身份证号']));
    expect(rows[0]?.cell('身份证号')).toEqual({ text: '1', kind: 'text' });
  });

  it('finds a Chinese name on the last of many lines, across chunks', async () => {
    const filler = 'a,1\n'.repeat(50_000);
    const name = '姓名,证件号码\n';
    const utf8 = await csv(`${name}${filler}张三,2\n`);
    expect(utf8.rows.at(-1)?.record).toEqual({ 姓名: '张三', 证件号码: '2' });
    expect(utf8.lines.at(-1)).toBe(50_002);
    const gb = Buffer.from(GB18030, 'hex');
    const late = await csv(Buffer.concat([gb.subarray(0, 14), Buffer.from(filler), gb.subarray(14)]));
    expect(late.rows.at(-1)?.record).toEqual({ 姓名: '张三', 证件号码: '1' });
  });
});

describe('rows that are nobody’s', () => {
  it('passes over titles, blank lines and totals, and counts them', async () => {
    const { rows, lines, passedOver, table } = await csv(
      '联合县持证残疾人,,\n\n制表日期：2026-11-01\n姓名 *,证件号码（必填）,备注\n张三,1,\n ,\u3000,\n李四,2\n合计,,2\n',
    );
    expect(table.headerLine).toBe(4);
    expect(passedOver).toEqual({ title: 2, blank: 2, total: 1 });
    expect(lines).toEqual([5, 7]);
    expect(rows[1]?.record).toEqual({ '姓名 *': '李四', '证件号码（必填）': '2', 备注: '' });
  });

  it('counts each pass for itself', async () => {
    const { table } = await csv('姓名,身份证号\n\n张三,1\n合计\n');
    for (let pass = 0; pass < 2; pass += 1) {
      const lines: number[] = [];
      for await (const { line } of table.rows()) lines.push(line);
      expect(lines).toEqual([3]);
      expect(table.passedOver()).toEqual({ title: 0, blank: 1, total: 1 });
    }
    for await (const { line } of table.rows()) expect(line).toBe(3);
  });

  it('can be left early', async () => {
    const { table } = await csv(`姓名,身份证号\n${'张三,1\n'.repeat(100_000)}`);
    for await (const { line } of table.rows()) if (line === 3) break;
    expect(table.passedOver().total).toBe(0);
  });
});

describe('ragged rows and odd quotes', () => {
  it('keeps what is too much under a name, and reads what is missing as empty', async () => {
    const { rows } = await csv('序号,姓名,身份证号,备注,备注,\n1,张三\n2,李四,3,a,b,c,,d\n');
    expect(rows.map(({ record }) => record)).toEqual([
      { 序号: '1', 姓名: '张三', 身份证号: '', 备注: '', '备注 (2)': '', 'column 6': '' },
      {
        序号: '2',
        姓名: '李四',
        身份证号: '3',
        备注: 'a',
        '备注 (2)': 'b',
        'column 6': 'c',
        'column 8': 'd',
      },
    ]);
    expect(rows[0]?.cell('身份证号')).toEqual({ text: '', kind: 'text' });
    expect(rows[0]?.cell('没有')).toEqual({ text: '', kind: 'text' });
  });

  it('counts physical lines, also where a cell holds some', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const { lines, rows } = await csv(
        `"姓\n名",身份证号${end}"张${end}三",1${end}李四,2${end}"王${end}${end}五",3`,
      );
      expect(lines).toEqual([3, 5, 6]);
      expect(rows[2]?.cell('姓名').text).toBe('王\n\n五');
    }
  });

  it('keeps a quotation mark inside a name', async () => {
    const { rows } = await csv('姓名,身份证号\n张"三,1\n"李""四",2\n"王"五,3\n赵六,4\n');
    expect(rows.map((row) => row.cell('身份证号').text)).toEqual(['1', '2', '3', '4']);
    expect(rows.map((row) => row.cell('姓名').text)).toEqual(['张"三', '李"四', '"王"五', '赵六']);
  });

  it('refuses a mark that swallows rows, by line, and never loses them', async () => {
    const open = csv(`姓名,身份证号\n张三,1\n"李四,2\n${'王五,3\n'.repeat(10)}`);
    await expect(open).rejects.toThrow(
      /: line 3: a row without end; close or remove a quotation mark in it$/,
    );
    const two = csv('姓名,身份证号\n"张三,1\n李四,2\n王五",3\n');
    await expect(two).rejects.toThrow(/: line 2: a quotation mark makes one cell of several rows; /);
    const endless = csv(`姓名,身份证号\n"张三,1\n${'李四,2\n'.repeat(200_000)}`);
    await expect(endless).rejects.toThrow(
      /: line 2: a row without end; close or remove a quotation mark in it$/,
    );
  });

  it('takes any name for a column', async () => {
    const { rows } = await csv('姓名,身份证号,__proto__\n张三,1,2\n');
    expect(JSON.stringify(rows[0]?.record)).toBe('{"姓名":"张三","身份证号":"1","__proto__":"2"}');
  });
});

describe('headers', () => {
  it('reads repeated columns by number', async () => {
    const { table, rows } = await csv('姓名,身份证号,成员10身份证号,成员2身份证号\n张三,1,10,2\n');
    expect(table.numbersOf('成员{n}身份证号')).toEqual([2, 10]);
    expect(table.numbersOf('姓名')).toEqual([]);
    expect(rows[0]?.cell('成员{n}身份证号', 10).text).toBe('10');
    expect(rows[0]?.cell('成员{n}身份证号', 3).text).toBe('');
  });

  it.each([
    ['序号,姓名\n1,张三\n', /: the header at line 1 has no column 身份证号 \(or 证件号码\); add it, or /],
    ['a,b\n1,2\n', /: no header with the columns 姓名, 身份证号 \(or 证件号码\) among the first 30 rows; /],
    ['标题\n姓名,姓名,身份证号\n', /: line 2 has more than one column for 姓名; leave one$/],
    ['姓名,身份证号,证件号码\n', /: line 1 has more than one column for 身份证号; leave one$/],
    [`${'x\n'.repeat(30)}姓名,身份证号\n`, /: no header /],
  ])('refuses %j', async (content, message) => {
    await expect(csv(content)).rejects.toThrow(message);
  });

  it('looks below 29 notes and any number of blank lines', async () => {
    const { table, passedOver } = await csv(`${'x\n\n'.repeat(29)}姓名,身份证号\n`);
    expect(table.headerLine).toBe(59);
    expect(passedOver).toEqual({ title: 29, blank: 29, total: 0 });
  });
});

it('accounts for every line, however it is written', async () => {
  const cell = fc.stringMatching(/^[a-z0-9 ,"张\n]{0,6}$/);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell), { maxLength: 20 }),
      fc.constantFrom('\n', '\r\n', '\r'),
      async (pairs, end) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""').replaceAll('\n', end)}"`;
        // A comma beside a line break looks like a swallowed row; that is another test.
        const safe = pairs.map((pair) =>
          pair.map((text) => (text.includes('\n') ? text.replaceAll(',', '') : text)),
        );
        const body = safe.map((pair) => pair.map(quoted).join(',') + end).join('');
        const file = temporaryFile('a.csv', `姓名,身份证号${end}${body}`);
        const { rows, passedOver } = await readAll(file, columns);
        expect(rows.length + passedOver.blank + passedOver.total).toBe(pairs.length);
        const shown = safe.filter((pair) => pair.some((text) => text.trim() !== ''));
        expect(rows.map((row) => [row.cell('姓名').text, row.cell('身份证号').text])).toEqual(shown);
      },
    ),
    { numRuns: 60 },
  );
});

it('does not trust what it saw when the file was opened', async () => {
  const file = temporaryFile('a.csv', '姓名,身份证号\n张三,1\n');
  const table = await openTable(file, columns);
  writeFileSync(file, Buffer.from(GB18030, 'hex'));
  await expect(table.rows()[Symbol.asyncIterator]().next()).rejects.toThrow(
    /does not decode; has the file changed/,
  );
});
