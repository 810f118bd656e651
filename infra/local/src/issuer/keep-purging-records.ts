import type pg from 'pg';
import { limits } from './limits.ts';

/** Removes what has expired from `provider_record`, now and then until it is stopped. A failure is made up for the next time. */
export function keepPurgingRecords(pool: pg.Pool): { stop(): void } {
  const timer = setInterval(() => {
    void pool.query('delete from provider_record where expires_at < now()').catch(() => undefined);
  }, limits.purgeIntervalMs).unref();
  return {
    stop: () => {
      clearInterval(timer);
    },
  };
}
