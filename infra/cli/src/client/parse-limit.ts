import { InvalidArgumentError } from 'commander';

/** A whole number from 0 on, as an option's value. */
export function parseLimit(text: string): number {
  const limit = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(limit)) {
    throw new InvalidArgumentError('A whole number is expected, 0 for no limit.');
  }
  return limit;
}
