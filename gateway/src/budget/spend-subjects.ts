import type pg from 'pg';
import type { PurposeGrant } from '../access-token/purpose-grant.ts';
import { Refusal } from '../errors.ts';
import { schoolYearDate } from '../school-year-date.ts';
import { secondsToMidnight } from './seconds-to-midnight.ts';

/** Where and under which key subjects are counted. Replicas share both. */
export interface SubjectBudget {
  readonly pool: pg.Pool;
  /** `hmacSha256` under the key. */
  readonly hmac: (text: string) => string;
}

export interface SpendSubjectsOptions {
  readonly budget: SubjectBudget;
  readonly grant: Pick<PurposeGrant, 'client' | 'purpose' | 'settings'>;
  /** As the plan has them; repeats cost nothing. */
  readonly studentNumbers: readonly string[];
  readonly now: Date;
}

/**
 * Takes the students of a request from what its client may ask about today (in China) for its purpose: all of them or,
 * where they do not fit, none. A student is counted once a day. One that is not on the roll counts too: that is what
 * walking through numbers costs.
 *
 * Errors: `SUBJECT_BUDGET_EXHAUSTED` with `Retry-After`; `BUDGET_UNAVAILABLE` when it cannot be counted.
 */
export async function spendSubjects(options: SpendSubjectsOptions): Promise<void> {
  const { budget, grant, studentNumbers, now } = options;
  const { subjectsPerDay } = grant.settings;
  if (subjectsPerDay === 0 || studentNumbers.length === 0) return;
  const day = schoolYearDate(now);
  const subjects = [...new Set(studentNumbers)].map((number) => subjectOf(number, day, options));
  if (await fits(budget.pool, [grant.client, grant.purpose, day, subjects, subjectsPerDay])) return;
  const most = String(subjectsPerDay);
  throw new Refusal(
    'SUBJECT_BUDGET_EXHAUSTED',
    `this client may ask about ${most} students a day for ${grant.purpose}, and these do not fit any more: ` +
      'go on after midnight in China, or have the limit raised',
    { headers: { 'retry-after': String(secondsToMidnight(now)) } },
  );
}

async function fits(pool: pg.Pool, values: readonly unknown[]): Promise<boolean> {
  try {
    const { rows } = await pool.query<{ fits: boolean }>({
      name: 'spend-subjects',
      text: 'select public.spend_subjects($1, $2, $3, $4, $5) as fits',
      values: [...values],
    });
    return rows[0]?.fits === true;
  } catch (cause) {
    throw new Refusal('BUDGET_UNAVAILABLE', 'the budget of students cannot be counted; try again', {
      headers: { 'retry-after': '1' },
      cause,
    });
  }
}

/** Another for each client, purpose and day, so that nobody who reads the table can follow a student through it. */
function subjectOf(studentNumber: string, day: string, { budget, grant }: SpendSubjectsOptions): string {
  const whole = budget.hmac(JSON.stringify([grant.client, grant.purpose, day, studentNumber]));
  return Buffer.from(whole.slice(0, 16), 'latin1').toString('hex');
}
