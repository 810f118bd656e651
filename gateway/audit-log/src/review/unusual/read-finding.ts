import { limits } from '../../limits.ts';
import { type Queried, readRows } from '../../read/read-rows.ts';
import type { Finding } from './finding.ts';
import { findingRow, findingsWithState, toFinding } from './finding-row.ts';

/** Errors: `AuditUnavailable`. */
export async function readFinding(pool: Queried, id: string): Promise<Finding | undefined> {
  const [row] = await readRows({
    pool,
    text: `${findingsWithState} where id = $1 and $2::text is null and $3::int is null`,
    values: [id, null, null, limits.review.maxReviewsShown],
    row: findingRow,
  });
  return row && toFinding(row);
}
