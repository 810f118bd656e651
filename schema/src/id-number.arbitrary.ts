import * as fc from 'fast-check';
import { checkCharacter } from './id-number.ts';

/** Valid ID numbers of people who do not exist: divisions beginning with 99. */
export function anyIdNumber(): fc.Arbitrary<string> {
  const birth = fc.date({ min: new Date('1900-01-01'), max: new Date('2026-12-31'), noInvalidDate: true });
  return fc
    .tuple(fc.integer({ min: 0, max: 9999 }), birth, fc.integer({ min: 0, max: 999 }))
    .map(([division, date, sequence]) => {
      const day = date.toISOString().slice(0, 10).replaceAll('-', '');
      const first17 = `99${String(division).padStart(4, '0')}${day}${String(sequence).padStart(3, '0')}`;
      return first17 + checkCharacter(first17);
    });
}
