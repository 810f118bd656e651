import type { Overview } from './overview-queries.ts';

/** What a purpose is called that nobody knows. */
export const UNKNOWN_PURPOSE = '?';

export interface SeriesRow {
  readonly start: string;
  /** Accesses of each purpose, answered or not. */
  readonly counts: Readonly<Record<string, number>>;
}

const hourMs = 3_600_000;

/** A row for every hour or day of the range, also for those in which nobody asked. China's days are all as long. */
export function seriesRows({ from, to, bucket, series }: Overview): SeriesRow[] {
  const stepMs = bucket === 'HOUR' ? hourMs : 24 * hourMs;
  const counts = new Map<number, Record<string, number>>();
  for (let at = Date.parse(from); at < Date.parse(to); at += stepMs) counts.set(at, {});
  for (const { start, purpose, answered, refused } of series) {
    const row = counts.get(Date.parse(start));
    if (row) row[purpose ?? UNKNOWN_PURPOSE] = answered + refused;
  }
  return [...counts].map(([at, of]) => ({ start: new Date(at).toISOString(), counts: of }));
}
