import type { OverviewQuery } from './overview.ts';

const chinaMs = 8 * 3_600_000;

/** The months of China that are whole in a range of whole days: from the first instant of one up to that of another. */
export function wholeMonths({ from, to }: OverviewQuery): readonly [Date, Date] {
  const begins = monthOf(from.getTime() - 1, 1);
  const ends = monthOf(to.getTime(), 0);
  return begins < ends ? [begins, ends] : [to, to];
}

/** The beginning of the month that an instant is in, or of one behind it. */
function monthOf(instantMs: number, behind: number): Date {
  const local = new Date(instantMs + chinaMs);
  return new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + behind) - chinaMs);
}
