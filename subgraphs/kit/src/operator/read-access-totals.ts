import type pg from 'pg';
import { OperatorRefused } from '../errors.ts';
import { limits } from '../service/limits.ts';

export interface AccessTotal {
  /** As `utcInstant` writes it. */
  readonly from: string;
  readonly client: string | null;
  readonly purpose: string | null;
  readonly requests: number;
  readonly subjectCount: number;
}

export interface ReadAccessTotalsOptions {
  /** As the operator role. */
  readonly pool: pg.Pool;
  /** Both as `utcInstant` writes them. */
  readonly from: string;
  readonly to: string;
  readonly hours: number;
}

const statement = `
  select to_char(date_bin(make_interval(hours => $3), recorded_at, $1::timestamptz) at time zone 'UTC',
      'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "from",
    client, purpose, count(*)::int as requests, sum(subject_count)::int as "subjectCount"
  from operator.access_record
  where recorded_at >= $1::timestamptz and recorded_at < $2::timestamptz
  group by 1, 2, 3
  order by 1, 2, 3
  limit $4`;

/**
 * Access records summed by client, purpose and stretches of time counted from `from`.
 *
 * Errors: `BAD_USER_INPUT` for a range without a beginning or an end, and for more than `limits.operator.maxTotals` sums.
 */
export async function readAccessTotals(options: ReadAccessTotalsOptions): Promise<readonly AccessTotal[]> {
  const { pool, from, to, hours } = options;
  if (from.endsWith('infinity') || to.endsWith('infinity')) {
    throw new OperatorRefused('BAD_USER_INPUT', 'a range of sums lies between the years 1 and 9999');
  }
  const { rows } = await pool.query<AccessTotal>({
    name: 'read-access-totals',
    text: statement,
    values: [from, to, hours, limits.operator.maxTotals + 1],
  });
  if (rows.length <= limits.operator.maxTotals) return rows;
  throw new OperatorRefused('BAD_USER_INPUT', 'too many sums: take a shorter range, or longer stretches');
}
