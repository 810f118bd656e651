import type pg from 'pg';
import type { ReportFault } from '../../fault-outcome.ts';
import { limits } from '../../limits.ts';
import { eraseExpired } from './erase-expired.ts';

export interface KeepErasingExpiredOptions {
  readonly pool: pg.Pool;
  readonly reportFault: ReportFault;
}

/** Erases screenings whose time is over, now and every minute. A minute in which the database does not answer is passed over. */
export function keepErasingExpired({ pool, reportFault }: KeepErasingExpiredOptions): {
  close(): Promise<void>;
} {
  let closed = false;
  let underWay: Promise<void> = Promise.resolve();
  const erase = async (): Promise<void> => {
    let erased: number = limits.screening.expiredAtOnce;
    while (!closed && erased === limits.screening.expiredAtOnce) erased = await eraseExpired(pool);
  };
  const attempt = (): void => {
    underWay = underWay.then(erase).catch(reportFault);
  };
  attempt();
  const timer = setInterval(attempt, limits.screening.expiryEveryMs).unref();
  return {
    close: () => {
      closed = true;
      clearInterval(timer);
      return underWay;
    },
  };
}
