import { calendarDate } from './calendar-date.ts';
import type { Cell } from './cell.ts';

/** `null`: no date, that is empty or 长期. */
export type CleanedDate =
  { readonly ok: true; readonly value: string | null } | { readonly ok: false; readonly reason: string };

const NO_END = new Set(['', '长期', '长期有效']);
const TIME_OF_DAY = /[ T]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$/;
const SHAPES = [
  /^(\d{4}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{1,2})$/,
  /^(\d{4}) ?(年) ?(\d{1,2}) ?月 ?(\d{1,2}) ?日$/,
  /^(\d{4})()(\d{2})(\d{2})$/,
];
/** Five digits: 1927 to 2173. A shorter serial would be taken for a year or an index. */
const SERIAL = /^([1-9]\d{4})(\.\d+)?$/;
const SERIAL_OF_1970_01_01 = 25_569;
const DAY_MS = 86_400_000;

/**
 * Guarantees a date that exists, `YYYY-MM-DD`, or `null` for empty and 长期. Reads `2026-03-01`, `2026/3/1`, `20260301`,
 * `2026年3月1日` (a time of day behind it is left out), a date cell and a spreadsheet's serial number of the 1900 system.
 * Does not compare with today, and refuses two-digit years. The reason does not repeat the value.
 */
export function cleanDate(cell: Cell): CleanedDate {
  const text = cell.text
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^['‘’]+/, '');
  if (NO_END.has(text.replaceAll(' ', ''))) return { ok: true, value: null };
  const day = text.replace(TIME_OF_DAY, '');
  for (const shape of SHAPES) {
    const match = shape.exec(day);
    if (match) return existing(calendarDate(Number(match[1]), Number(match[3]), Number(match[4])));
  }
  const serial = SERIAL.exec(day);
  if (serial) {
    const at = new Date((Number(serial[1]) - SERIAL_OF_1970_01_01) * DAY_MS);
    return { ok: true, value: at.toISOString().slice(0, 10) };
  }
  return { ok: false, reason: 'not a date (write YYYY-MM-DD)' };
}

function existing(date: string | undefined): CleanedDate {
  return date === undefined ? { ok: false, reason: 'a date that does not exist' } : { ok: true, value: date };
}
