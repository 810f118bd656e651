import { Refusal } from '../errors.ts';
import { isDatabaseOutage } from './store/is-database-outage.ts';

/** What a caller is told of an error about screenings: that the database is not there, as a refusal; any other as it is. */
export function asScreeningRefusal(error: unknown): unknown {
  if (error instanceof Refusal || !isDatabaseOutage(error)) return error;
  return new Refusal('SCREENINGS_UNAVAILABLE', 'screenings cannot be read or written now: try again', {
    headers: { 'retry-after': '1' },
    cause: error,
  });
}
