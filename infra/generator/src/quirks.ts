/** What real files do (domain.md), each of which can be switched on alone. */
export const QUIRKS = [
  // How a file is written.
  'bom',
  'gb18030',
  'xlsx',
  'title-rows',
  'total-rows',
  'blank-rows',
  'extra-columns',
  'header-names',
  'quoted-cells',
  // How numbers and dates are written.
  'full-width',
  'apostrophes',
  'spaces',
  'lower-case-x',
  'g-prefix',
  'fifteen-digits',
  'numeric-cells',
  'date-formats',
  'date-cells',
  // What the entries say.
  'inactive',
  'several-entries',
  'missing-numbers',
  'conflicting-numbers',
  'temporary-numbers',
  'leavers',
  'transfers',
  // What is beyond repair.
  'broken-rows',
  'zeros',
  'strangers',
  'broken-rosters',
] as const;

export type Quirk = (typeof QUIRKS)[number];

/** `none`, `all`, or names separated by commas. Throws a RangeError that names the quirk it does not know. */
export function parseQuirks(text: string): ReadonlySet<Quirk> {
  if (text === 'none') return new Set();
  if (text === 'all') return new Set(QUIRKS);
  const names = text.split(',').map((name) => name.trim());
  return new Set(names.map(parseQuirk));
}

function parseQuirk(name: string): Quirk {
  const quirk = QUIRKS.find((known) => known === name);
  if (quirk === undefined) throw new RangeError(`no quirk is called ${name}; take of: ${QUIRKS.join(', ')}`);
  return quirk;
}
