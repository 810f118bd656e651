import { checkCharacter, type IdNumber, parseIdNumber } from '@hearthgate/schema';

/** The nth ID number of division 990108, which no real person has; all born on one day, `YYYYMMDD`. */
export function testIdNumber(n: number, born = '20100601'): IdNumber {
  const first17 = `990108${born}${String(n).padStart(3, '0')}`;
  const idNumber = parseIdNumber(first17 + checkCharacter(first17));
  if (idNumber === undefined) throw new RangeError(`no test ID number ${n} of ${born}`);
  return idNumber;
}
