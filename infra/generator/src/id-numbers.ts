const DAY_MS = 86_400_000;
const CHECKS = '10X98765432';
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/** A prime that divides no span of days below, so that neighbours are born far apart and nobody is born twice. */
const STRIDE = 7919;
/** Sequence numbers without those whose last two digits are 00: a number that ends in 000 is a quirk of its own. */
const SEQUENCES = 990;

/** The days on which a kind of people is born. Kinds with overlapping spans must share one counter. */
export interface BirthSpan {
  readonly firstDay: number;
  readonly days: number;
}

/** Days since 1970-01-01. */
export function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

export function isoDate(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Adults, all born before 1999, when numbers still had 15 digits. */
export const ADULTS: BirthSpan = { firstDay: dayNumber('1935-01-01'), days: 21_915 };

/**
 * The ID number of the n-th person of a span: valid by GB 11643, of a division that begins with 99, and nobody else's.
 * The check digit is computed here and not by `@hearthgate/schema`, which these numbers test.
 */
export function idNumber(index: number, span: BirthSpan): string {
  const offset = (index * STRIDE) % span.days;
  const round = Math.floor(index / span.days);
  const sequence = (round + offset * 31) % SEQUENCES;
  const written = sequence + 1 + Math.floor(sequence / 99);
  return withCheck(
    head(Math.floor(round / SEQUENCES), span.firstDay + offset) + String(written).padStart(3, '0'),
  );
}

/** The same for numbers that end in 000 and are right all the same; undefined where no such number exists. */
export function idNumberEndingInZeros(index: number, span: BirthSpan): string | undefined {
  const start = head(Math.floor(index / span.days), span.firstDay + ((index * STRIDE) % span.days));
  for (let hundreds = 1; hundreds <= 9; hundreds++) {
    const number = withCheck(`${start}${String(hundreds)}00`);
    if (number.endsWith('000')) return number;
  }
  return undefined;
}

/** 990108, 990109, … 990199, 990201, … */
export function divisionCode(index: number): string {
  const county = 7 + index;
  return String(990_101 + (county % 99) + 100 * Math.floor(county / 99));
}

function head(division: number, day: number): string {
  return divisionCode(division) + isoDate(day).replaceAll('-', '');
}

/** 17 digits and the check character that belongs to them. */
export function withCheck(first17: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += (WEIGHTS[i] ?? 0) * (first17.charCodeAt(i) - 48);
  return first17 + CHECKS.charAt(sum % 11);
}
