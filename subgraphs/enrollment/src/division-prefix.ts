/**
 * What the codes of all schools of a division begin with (GB/T 2260): `990000`, a province, holds `99…`;
 * `990100`, a city, `9901…`; `990108`, a county, itself.
 */
export function divisionPrefix(divisionCode: string): string {
  if (divisionCode.endsWith('0000')) return divisionCode.slice(0, 2);
  if (divisionCode.endsWith('00')) return divisionCode.slice(0, 4);
  return divisionCode;
}
