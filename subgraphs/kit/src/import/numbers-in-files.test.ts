import { checkCharacter } from '@hearthgate/schema';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openTestAgency, type TestAgency, testIdNumber, testWorkbook } from '../testing/index.ts';
import { testRegister } from '../testing/test-register.ts';

// domain.md, "What real files do to ID numbers", each through a file into a database. The laws behind them are tested
// beside the cleaning functions, in schema/src.

let agency: TestAgency;
beforeAll(async () => {
  agency = await openTestAgency({ adminUrl: inject('postgresUrl'), agency: 'orphans' });
});
afterAll(() => agency[Symbol.asyncDispose]());

const other = testIdNumber(900);
const header = '身份证号,状态';

/** A file of one number in doubt and one good one, so that the file is not refused for having no good row. */
const importNumber = (number: string) =>
  agency.importText(testRegister, [header, `${number},在册`, `${other},在册`]);

/** Ends in X, for the lower-case one. */
const withX = Array.from({ length: 99 }, (_, n) => testIdNumber(n)).find((id) => id.endsWith('X'))!;
const plain = Array.from({ length: 99 }, (_, n) => testIdNumber(n)).find((id) => !id.endsWith('X'))!;
const fullWidth = (text: string): string =>
  text.replace(/[\dX]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));

describe('repaired', () => {
  test.each([
    ['blanks and tabs around', ` \t${plain}\t `, plain],
    ['blanks inside', `${plain.slice(0, 6)} ${plain.slice(6, 14)} ${plain.slice(14)}`, plain],
    ['ideographic blanks', `\u3000${plain.slice(0, 6)}\u3000${plain.slice(6)}`, plain],
    ['a lower-case x', withX.toLowerCase(), withX],
    ['full-width digits', fullWidth(plain), plain],
    ['a full-width X', fullWidth(withX), withX],
    ['a leading apostrophe', `'${plain}`, plain],
    ['a G in front', `G${plain}`, plain],
  ])('%s', async (_what, written, expected) => {
    expect(await importNumber(written)).toMatchObject({ accepted: 2, rejected: [], warnings: [] });
    expect(await agency.entries()).toEqual([`${expected} ORPHAN`, `${other} ORPHAN`].sort());
  });

  test('15 digits become 18', async () => {
    const old = testIdNumber(5, '19800101');
    expect(await importNumber(old.slice(0, 6) + old.slice(8, 17))).toMatchObject({
      accepted: 2,
      warnings: [],
    });
    expect(await agency.entries()).toEqual([`${old} ORPHAN`, `${other} ORPHAN`].sort());
  });

  test('15 digits in a numeric spreadsheet cell become 18', async () => {
    const old = testIdNumber(5, '19800101');
    const rows = [header.split(','), [{ number: old.slice(0, 6) + old.slice(8, 17) }, '在册']];
    expect(await agency.importText(testRegister, testWorkbook(rows))).toMatchObject({ accepted: 1 });
    expect(await agency.entries()).toEqual([`${old} ORPHAN`]);
  });
});

describe('rejected, by line, column and reason', () => {
  const wrongCheck = plain.slice(0, 17) + (plain.endsWith('1') ? '2' : '1');
  test.each([
    ['no number at all', '', 'empty'],
    ['a word', '无', 'not an ID number: 18 characters are needed'],
    ['scientific notation', '3.41602E+17', 'destroyed by a spreadsheet (scientific notation)'],
    ['17 digits', plain.slice(0, 17), 'not an ID number: 18 characters are needed'],
    [
      'a birth date that does not exist',
      testIdNumber(1).replace('20100601', '20100631'),
      'the birth date in it does not exist',
    ],
    ['a wrong check digit, which is never recomputed', wrongCheck, 'check digit does not match'],
  ])('%s', async (_what, written, reason) => {
    const report = await importNumber(written);
    expect(report.rejected).toEqual([{ line: 2, column: '身份证号', reason }]);
    expect(report).toMatchObject({ read: 2, accepted: 1 });
    expect(await agency.entries()).toEqual([`${other} ORPHAN`]);
  });

  test('a wrong check digit, though a certificate number in the row holds the right one', async () => {
    const report = await agency.importText(testRegister, [
      '身份证号,残疾人证号,状态',
      `${wrongCheck},${plain}43,在册`,
      `${other},,在册`,
    ]);
    expect(report.rejected).toEqual([{ line: 2, column: '身份证号', reason: 'check digit does not match' }]);
  });

  test('18 digits in a numeric spreadsheet cell, though they happen to be right', async () => {
    const rows = [header.split(','), [{ number: plain }, '在册'], [other, '在册']];
    const report = await agency.importText(testRegister, testWorkbook(rows));
    expect(report.rejected).toEqual([
      { line: 2, column: '身份证号', reason: '18-digit number in a numeric cell: digits are lost' },
    ]);
    expect(await agency.entries()).toEqual([`${other} ORPHAN`]);
  });
});

describe('numbers that end in 000', () => {
  const endsInZeros = Array.from(
    { length: 28 },
    (_, day) => `990108201006${String(day + 1).padStart(2, '0')}000`,
  )
    .map((first17) => first17 + checkCharacter(first17))
    .filter((id) => id.endsWith('000'));
  const right = [endsInZeros[0]!, endsInZeros[1]!];
  const wrong = '990108201006030000';

  test('right ones are accepted with a warning', async () => {
    const report = await agency.importText(testRegister, [header, ...right.map((id) => `${id},在册`)]);
    expect(report).toMatchObject({ read: 2, accepted: 2, rejected: [] });
    expect(report.warnings).toEqual(
      [2, 3].map((line) => ({
        line,
        column: '身份证号',
        reason: 'ends in 000: check that no spreadsheet has shortened it',
      })),
    );
    expect(await agency.entries()).toEqual(right.map((id) => `${id} ORPHAN`));
  });

  test('a wrong one anywhere in the file, also after them, rejects every one of them', async () => {
    expect(checkCharacter(wrong)).not.toBe('0');
    const report = await agency.importText(testRegister, [
      header,
      ...right.map((id) => `${id},在册`),
      `${other},在册`,
      `${wrong},退出`,
    ]);
    expect(report).toMatchObject({ read: 4, accepted: 1, warnings: [] });
    expect(report.rejected.map(({ line }) => line)).toEqual([2, 3, 5]);
    expect(report.rejected[0]?.reason).toMatch(/^ends in 000, and others of this file that do are wrong/);
    expect(await agency.entries()).toEqual([`${other} ORPHAN`]);
  });

  test('a wrong number with another ending leaves them accepted', async () => {
    const report = await agency.importText(testRegister, [
      header,
      `${right[0]!},在册`,
      '990108201006030019,在册',
    ]);
    expect(report).toMatchObject({ accepted: 1, warnings: [{ line: 2 }], rejected: [{ line: 3 }] });
  });
});
