import dayjs from 'dayjs';

/** Calendar days, both included: `2026-11-21`. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

/** How many days are shown unless told otherwise. */
const defaultDays = 7;

/** The days of an address, or the last seven; a range that ends before it begins is turned round. */
export function dayRange({ from, to }: Partial<Record<keyof DayRange, string | undefined>>): DayRange {
  const end = to ?? dayjs().format('YYYY-MM-DD');
  const begin =
    from ??
    dayjs(end)
      .subtract(defaultDays - 1, 'day')
      .format('YYYY-MM-DD');
  return begin <= end ? { from: begin, to: end } : { from: end, to: begin };
}

/** The instants between which these days lie in the browser's time zone. */
export function instantsOf({ from, to }: DayRange): { readonly from: string; readonly to: string } {
  return {
    from: dayjs(from).startOf('day').toISOString(),
    to: dayjs(to).add(1, 'day').startOf('day').toISOString(),
  };
}

/** How long the bars of a chart over these days are, so that there are at most some hundred. */
export function hoursPerBar({ from, to }: DayRange): number {
  const days = dayjs(to).diff(dayjs(from), 'day') + 1;
  if (days <= 2) return 1;
  return days <= 100 ? 24 : 24 * Math.ceil(days / 100);
}
