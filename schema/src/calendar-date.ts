const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Guarantees that the result stands in the Gregorian calendar: `YYYY-MM-DD`, or `undefined` for 30 February.
 * Does not compare with today: a rule about the future needs a clock and belongs to whoever has one.
 */
export function calendarDate(year: number, month: number, day: number): string | undefined {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 && leap ? 29 : DAYS[month - 1];
  if (year < 1 || year > 9999 || days === undefined || !(day >= 1 && day <= days)) return undefined;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
