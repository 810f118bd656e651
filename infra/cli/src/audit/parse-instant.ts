import { InvalidArgumentError } from 'commander';

const dayMs = 86_400_000;

/** `--from`: an instant with its offset, or a day. Throws commander's usage error. */
export function parseFrom(text: string): string {
  return instant(text, 0);
}

/** `--to`: an instant, which is not in the range, or a day, which is. Throws commander's usage error. */
export function parseTo(text: string): string {
  return instant(text, dayMs);
}

/** A date alone is one of China's: its first instant, or for the end of a range the first after it. */
function instant(text: string, addedToDayMs: number): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text);
  const ms = Date.parse(isDay ? `${text}T00:00:00+08:00` : text);
  if ((!isDay && !isInstant) || Number.isNaN(ms) || !isInCalendar(text.slice(0, 10))) {
    throw new InvalidArgumentError(
      'write a day, 2026-11-27 (in China), or an instant with its offset, 2026-11-27T08:00:00Z.',
    );
  }
  return new Date(ms + (isDay ? addedToDayMs : 0)).toISOString();
}

/** `Date.parse` takes the 30th of February for the 2nd of March. */
function isInCalendar(day: string): boolean {
  const ms = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day);
}
