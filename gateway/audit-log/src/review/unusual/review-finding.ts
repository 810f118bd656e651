import type pg from 'pg';
import { z } from 'zod';
import { readRows } from '../../read/read-rows.ts';
import type { Finding, ReviewFindingOptions } from './finding.ts';
import { readFinding } from './read-finding.ts';

/**
 * Adds what an officer made of a finding to all that was made of it before. Undefined where there is no such finding.
 * Errors: `AuditUnavailable`.
 */
export async function reviewFinding(
  pool: pg.Pool,
  { id, state, note, officer, traceId }: ReviewFindingOptions,
): Promise<Finding | undefined> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return undefined;
  await readRows({
    pool,
    text: `insert into review.finding_review (finding, state, note, officer, trace_id)
      select number, $2, $3, $4, $5 from review.finding where id = $1`,
    values: [id, state, note, officer, traceId],
    row: z.unknown(),
  });
  return readFinding(pool, id);
}
