import { expect, test } from 'vitest';
import { reasonInChinese } from './reason-in-chinese.ts';

test.each([
  'empty',
  'empty: one of 在册, 注销 is needed',
  'unknown: not one of 在册, 注销',
  'a date that does not exist',
  'a number cell, not a student number',
  'destroyed by a spreadsheet (scientific notation)',
  '17-digit number in a numeric cell: digits are lost',
  'not an ID number: 18 characters are needed',
  'the birth date in it does not exist',
  'check digit does not match',
  'not a school code: the student is on no roll',
  'ends in 000: check that no spreadsheet has shortened it',
  'ends in 000, and others of this file that do are wrong: a spreadsheet has shortened them',
  'stands on line 12 already',
  'not the one in 学籍号: this one counts',
  'guardian passed over: check digit does not match',
  'no stage known: unknown: not one of 小学, 初中',
  'not on the roll: empty: one of 在读, 休学 is needed',
])('“%s” has a Chinese sentence', (reason) => {
  expect(reasonInChinese(reason)).not.toMatch(/[a-z]/i);
});

test('a sentence that is not known is shown as it is', () => {
  expect(reasonInChinese('something new')).toBe('something new');
});
