import { describe, expect, it } from 'vitest';
import { cleanDivisionCode, parseDivisionCode } from './division-code.ts';
import { cleanSchoolCode, parseSchoolCode } from './school-code.ts';

describe('school codes', () => {
  it.each(['3499107001', '2199107004', '9999107004', '010384'])('takes %s', (code) => {
    expect(parseSchoolCode(code)).toBe(code);
  });

  it.each(['349910700', '34991070011', '10384', '110384', ' 3499107001', '34991O7001', ''])(
    'refuses %j',
    (code) => {
      expect(parseSchoolCode(code)).toBeUndefined();
    },
  );

  it('cleans a cell, numeric ones too', () => {
    expect(cleanSchoolCode({ text: "' ３499107001", kind: 'text' })).toBe('3499107001');
    expect(cleanSchoolCode({ text: '3499107001', kind: 'number' })).toBe('3499107001');
    expect(cleanSchoolCode({ text: '10384', kind: 'number' })).toBeUndefined();
  });
});

describe('division codes', () => {
  it('takes six digits or twelve', () => {
    expect(parseDivisionCode('990108')).toBe('990108');
    expect(parseDivisionCode('990108001002')).toBe('990108001002');
    expect(cleanDivisionCode({ text: '990108', kind: 'number' })).toBe('990108');
    expect(parseDivisionCode('99010')).toBeUndefined();
    expect(parseDivisionCode('990108001')).toBeUndefined();
  });
});
