import type { StageWord } from './school-of.ts';

const DAY_MS = 86_400_000;
const CHECKS = '10X98765432';
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/** A prime that divides no span below: neighbours are born far apart, and a span is walked whole before it repeats. */
const STRIDE = 7_919;
/** Sequences 001 to 990, without those that end in 00: a number that ends in 000 is a quirk of spreadsheets. */
const SEQUENCES = 980;

interface Span {
  readonly firstDay: number;
  readonly days: number;
}

const dayOf = (year: number): number => Date.parse(`${String(year)}-09-01T00:00:00Z`) / DAY_MS;
const span = (fromYear: number, toYear: number): Span => ({
  firstDay: dayOf(fromYear),
  days: dayOf(toYear) - dayOf(fromYear),
});

/**
 * When people of a kind were born. Spans are equal or disjoint, and those of one span are told apart by their place in the
 * county: so nobody has another's number.
 */
const spans = {
  小学: span(2014, 2020),
  初中: span(2011, 2014),
  高中: span(2008, 2011),
  中职: span(2008, 2011),
  大学: span(2004, 2008),
  guardian: span(1976, 1996),
  /** On registers, and in no student's family. */
  strangerAdult: span(1956, 1976),
  grandparent: span(1940, 1956),
  strangerChild: span(2020, 2026),
} as const satisfies Record<StageWord, Span> & Record<string, Span>;

export type BirthKind = keyof typeof spans;

const days = new Map<number, string>();

/**
 * The ID number of the n-th person of a kind in a county: valid by GB 11643, of a division that no real person has, and
 * nobody else's. The check digit is computed here, not by what these numbers test.
 */
export function idNumber(division: string, kind: BirthKind, n: number): string {
  const { firstDay, days: length } = spans[kind];
  const offset = (n * STRIDE) % length;
  const sequence = (Math.floor(n / length) + offset * 31) % SEQUENCES;
  const written = 1 + sequence + Math.floor(sequence / 99);
  return withCheck(division + written8(firstDay + offset) + String(written).padStart(3, '0'));
}

function written8(day: number): string {
  const known = days.get(day);
  if (known !== undefined) return known;
  const text = new Date(day * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '');
  days.set(day, text);
  return text;
}

function withCheck(first17: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i += 1) sum += (WEIGHTS[i] ?? 0) * (first17.charCodeAt(i) - 48);
  return first17 + CHECKS.charAt(sum % 11);
}
