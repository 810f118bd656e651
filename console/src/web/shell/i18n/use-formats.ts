import { useMemo } from 'react';
import { useLanguage } from './use-language.ts';

export interface Formats {
  /** 1,234 */
  readonly number: (value: number) => string;
  /** Of a share between 0 and 1. */
  readonly percent: (share: number) => string;
  /** Of a calendar date, `2026-11-01`, which has no time zone. */
  readonly date: (date: string) => string;
  /** Of an instant, in the browser's time zone, to the second. */
  readonly instant: (instant: string) => string;
  /** Of an instant, to the minute. */
  readonly minute: (instant: string) => string;
  /** Of the day of an instant, without the year: for charts. */
  readonly day: (instant: string) => string;
  /** Of an instant, to the minute and without the year: for charts and dense tables. */
  readonly shortInstant: (instant: string) => string;
}

/** Numbers and times as the language of the moment writes them. */
export function useFormats(): Formats {
  const { language } = useLanguage();
  return useMemo(() => {
    const number = new Intl.NumberFormat(language);
    const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
    const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
    const instant = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
    const minute = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
    const day = new Intl.DateTimeFormat(language, { month: 'numeric', day: 'numeric' });
    const short = new Intl.DateTimeFormat(language, {
      month: 'numeric',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
    });
    return {
      number: (value) => number.format(value),
      percent: (share) => percent.format(share),
      date: (value) => date.format(new Date(`${value}T00:00:00Z`)),
      instant: (value) => instant.format(new Date(value)),
      minute: (value) => minute.format(new Date(value)),
      day: (value) => day.format(new Date(value)),
      shortInstant: (value) => short.format(new Date(value)),
    };
  }, [language]);
}
