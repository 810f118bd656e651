const chinaDate = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });

/** The calendar date in China, `YYYY-MM-DD`: aid programs begin and end with its school years, wherever a server runs. */
export function schoolYearDate(now: Date): string {
  return chinaDate.format(now);
}
