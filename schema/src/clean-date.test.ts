import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanDate } from './clean-date.ts';

const date = (text: string) => cleanDate({ text, kind: 'text' });

describe('cleanDate', () => {
  it.each([
    '2026-03-01',
    '2026/3/1',
    '20260301',
    '2026年3月1日',
    '2026.03.01',
    '2026-3-1 00:00:00',
    '2026/3/1 0:00',
    ' ２０２６－０３－０１\u3000',
    "'2026-03-01",
    '2026年 3月 1日',
    '46082',
  ])('reads %j', (text) => {
    expect(date(text)).toEqual({ ok: true, value: '2026-03-01' });
  });

  it.each(['', ' ', '长期', '长 期', '长期有效'])('reads %j as no end', (text) => {
    expect(date(text)).toEqual({ ok: true, value: null });
  });

  it('reads the cells of a spreadsheet', () => {
    expect(cleanDate({ text: '46082', kind: 'number' })).toEqual({ ok: true, value: '2026-03-01' });
    expect(cleanDate({ text: '46082.5', kind: 'number' })).toEqual({ ok: true, value: '2026-03-01' });
    expect(cleanDate({ text: '20260301', kind: 'number' })).toEqual({ ok: true, value: '2026-03-01' });
    expect(cleanDate({ text: '2026-03-01', kind: 'date' })).toEqual({ ok: true, value: '2026-03-01' });
  });

  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '20260231',
    '26-03-01',
    '2026-3/1',
    '2026',
    '2026-03',
    '有效',
    '01/03/2026',
    '#N/A',
  ])('refuses %s', (text) => {
    expect(date(text).ok).toBe(false);
  });

  it('reads every day in every way of writing it', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1930-01-01'), max: new Date('2170-12-31'), noInvalidDate: true }),
        (day) => {
          const iso = day.toISOString().slice(0, 10);
          const [year = '', month = '', dayOfMonth = ''] = iso.split('-');
          const serial = Math.floor(day.getTime() / 86_400_000) + 25_569;
          for (const text of [
            iso,
            `${year}/${String(Number(month))}/${String(Number(dayOfMonth))}`,
            `${year}${month}${dayOfMonth}`,
            `${year}年${month}月${dayOfMonth}日`,
            String(serial),
          ]) {
            expect(date(text)).toEqual({ ok: true, value: iso });
          }
        },
      ),
    );
  });
});
