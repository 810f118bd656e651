const chinaDate = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });

let last = { minute: Number.NaN, date: '' };

/** The calendar date in China, `YYYY-MM-DD`: aid programs begin and end with its school years, wherever a server runs. */
export function schoolYearDate(now: Date): string {
  const minute = Math.floor(now.getTime() / 60_000);
  // Formatting takes as long as planning a request.
  if (minute !== last.minute) last = { minute, date: chinaDate.format(now) };
  return last.date;
}
