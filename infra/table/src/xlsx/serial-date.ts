const DAY_MS = 86_400_000;
const SERIAL_OF_1970_01_01 = 25_569;
/** 1904-01-01 is day 0 of the other date system. */
const SERIAL_OF_1904_01_01 = 1462;
/** 9999-12-31. Beyond it a spreadsheet shows no date either: somebody formatted 20260301 as one. */
const LAST_SERIAL = 2_958_465;

/** The day of a spreadsheet's serial number, `YYYY-MM-DD`; the time of day is left out. `undefined` where it has none. */
export function serialDate(serial: number, date1904: boolean): string | undefined {
  const day = Math.floor(serial) + (date1904 ? SERIAL_OF_1904_01_01 : 0);
  // Day 60 is 29 February 1900, which never was; days before it are off by one for that.
  if (!(day >= 1 && day <= LAST_SERIAL) || day === 60) return undefined;
  const at = new Date((day + (day < 60 ? 1 : 0) - SERIAL_OF_1970_01_01) * DAY_MS);
  return at.toISOString().slice(0, 10);
}
