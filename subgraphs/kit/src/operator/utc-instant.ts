/**
 * A `DateTime` of the schema as Postgres takes it and as records show it: in UTC, to the microsecond. Texts of this form
 * are in the order of their instants. What lies outside the years 1 to 9999 becomes `-infinity` or `infinity`: Postgres
 * refuses the year 0, and a date of five digits would stand in the wrong place among texts.
 *
 * Does not check the text: the scalar did.
 */
export function utcInstant(text: string): string {
  const fraction = /\.(\d+)/.exec(text)?.[1] ?? '';
  const seconds = new Date(Date.parse(text.replace(/\.\d+/, ''))).toISOString();
  if (seconds.startsWith('-') || seconds.startsWith('0000')) return '-infinity';
  if (seconds.startsWith('+')) return 'infinity';
  return `${seconds.slice(0, 'YYYY-MM-DDTHH:MM:SS'.length)}.${fraction.padEnd(6, '0')}Z`;
}
