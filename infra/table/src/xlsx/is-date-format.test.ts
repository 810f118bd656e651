import { expect, it } from 'vitest';
import { isDateFormat } from './is-date-format.ts';

it.each([14, 22, 31, 57])('built-in format %i shows a date', (id) => {
  expect(isDateFormat(id, undefined)).toBe(true);
});

it.each([0, 1, 20, 33, 45, 49])('built-in format %i does not', (id) => {
  expect(isDateFormat(id, undefined)).toBe(false);
});

it.each([
  'yyyy\\-mm\\-dd',
  'yyyy"年"m"月"d"日"',
  '[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy',
  'm/d/yy h:mm',
  '[DBNum1][$-804]yyyy"年"m"月"d"日";@',
])('%s shows a date', (code) => {
  expect(isDateFormat(164, code)).toBe(true);
});

it.each([
  'General',
  '0.00E+00',
  'h:mm:ss',
  '[h]:mm',
  '"day" 0',
  '0_d',
  '[Red]0;[Yellow]\\d0',
  '@',
  '0;yyyy',
  'G/通用格式',
])('%s does not', (code) => {
  expect(isDateFormat(164, code)).toBe(false);
});
