import type pg from 'pg';
import { limits } from '../limits.ts';

/**
 * Deletes what was counted before yesterday, now and every hour. Several replicas may do so at once. Returns what ends
 * it. An hour in which the database does not answer is passed over.
 */
export function forgetSpentSubjects(pool: pg.Pool): { close(): void } {
  let closed = false;
  const forget = async (): Promise<void> => {
    let forgotten: number = limits.budgetsForgottenAtOnce;
    while (!closed && forgotten === limits.budgetsForgottenAtOnce) {
      const { rows } = await pool.query<{ forgotten: number }>(
        'select public.forget_spent_subjects($1) as forgotten',
        [limits.budgetsForgottenAtOnce],
      );
      forgotten = rows[0]?.forgotten ?? 0;
    }
  };
  const attempt = (): void => {
    void forget().catch(() => undefined);
  };
  attempt();
  const timer = setInterval(attempt, limits.budgetsForgottenEveryMs).unref();
  return {
    close: () => {
      closed = true;
      clearInterval(timer);
    },
  };
}
