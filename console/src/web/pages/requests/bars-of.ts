import dayjs from 'dayjs';
import type { AccessTotal } from './access-totals-query.ts';
import { type DayRange, hoursPerBar, instantsOf } from './day-range.ts';

/** One bar of the chart: its beginning, and a figure for each purpose. */
export interface Bar {
  readonly from: string;
  readonly values: Readonly<Record<string, number>>;
}

export interface Bars {
  readonly bars: readonly Bar[];
  /** In the order of their figures, the largest first. */
  readonly purposes: readonly string[];
  readonly total: number;
}

/** Sums as bars, one for each stretch of the range, those in which nobody asked included. */
export function barsOf(
  totals: readonly AccessTotal[],
  range: DayRange,
  count: 'requests' | 'students',
): Bars {
  const { from, to } = instantsOf(range);
  const hours = hoursPerBar(range);
  const byBeginning = new Map<number, Record<string, number>>();
  for (let at = dayjs(from); at.isBefore(to); at = at.add(hours, 'hour')) byBeginning.set(at.valueOf(), {});
  const sums = new Map<string, number>();
  for (const entry of totals) {
    const purpose = entry.purpose ?? '';
    const figure = count === 'requests' ? entry.requests : entry.subjectCount;
    const values = byBeginning.get(Date.parse(entry.from));
    if (values) values[purpose] = (values[purpose] ?? 0) + figure;
    sums.set(purpose, (sums.get(purpose) ?? 0) + figure);
  }
  return {
    bars: [...byBeginning].map(([at, values]) => ({ from: new Date(at).toISOString(), values })),
    purposes: [...sums].sort((a, b) => b[1] - a[1]).map(([purpose]) => purpose),
    total: [...sums.values()].reduce((sum, figure) => sum + figure, 0),
  };
}
