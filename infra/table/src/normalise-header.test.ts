import { expect, it } from 'vitest';
import { normaliseHeader } from './normalise-header.ts';

it.each([
  '身份证号',
  ' 身 份\u3000证\n号 ',
  '*身份证号',
  '身份证号＊',
  '身份证号（必填）',
  '身份证号(18位)*',
  '身份证号 [必填] (18位)',
  '身份证号：',
  '\ufeff身份证号',
  '身份证号（必填',
])('reads %j', (text) => {
  expect(normaliseHeader(text)).toBe(text.endsWith('填') ? '身份证号(必填' : '身份证号');
});

it('keeps a note that is not at the end, and small letters of other scripts', () => {
  expect(normaliseHeader('成员（1）身份证号')).toBe('成员(1)身份证号');
  expect(normaliseHeader('Ｓtudent_Number')).toBe('student_number');
  expect(normaliseHeader('(必填)')).toBe('');
});
