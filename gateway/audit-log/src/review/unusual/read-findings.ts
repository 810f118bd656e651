import type pg from 'pg';
import { z } from 'zod';
import { BadLogQuery } from '../../errors.ts';
import { limits } from '../../limits.ts';
import { indexColumn } from '../../read/index-column.ts';
import { readRows } from '../../read/read-rows.ts';
import { parseSafeInteger } from '../../tree/parse-safe-integer.ts';
import type { FindingsPage, FindingsQuery } from './finding.ts';
import { findingRow, findingsWithState, findingState, toFinding } from './finding-row.ts';

const countRow = z.object({ state: findingState, count: indexColumn });

/** A page of what was found, newest first. Errors: `BadLogQuery`, `AuditUnavailable`. */
export async function readFindings(pool: pg.Pool, query: FindingsQuery): Promise<FindingsPage> {
  const { limit, after } = query;
  if (!Number.isInteger(limit) || limit < 1 || limit > limits.review.maxPageFindings) {
    throw new BadLogQuery(`a page has 1 to ${String(limits.review.maxPageFindings)} findings`);
  }
  const before = after === undefined ? Number.MAX_SAFE_INTEGER : parseSafeInteger(after);
  if (before === undefined) throw new BadLogQuery('a page goes on after what the page before ended with');
  const [rows, counted] = await Promise.all([
    readRows({
      pool,
      text: `${findingsWithState} where known.number < $1 and ($2::text is null or known.state = $2) order by known.number desc limit $3`,
      values: [before, query.state, limit + 1, limits.review.maxReviewsShown],
      row: findingRow,
    }),
    readRows({ pool, text: countByState, values: [], row: countRow }),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const counts = { OPEN: 0, EXPLAINED: 0, ESCALATED: 0 };
  for (const { state: of, count } of counted) counts[of] = count;
  return {
    findings: page.map(toFinding),
    next: rows.length > limit && last ? String(last.number) : undefined,
    counts,
  };
}

const countByState = `
  select coalesce(state, 'OPEN') as state, count(*)::text as count
  from review.finding left join (
    select distinct on (finding) finding, state from review.finding_review order by finding, number desc
  ) as newest on newest.finding = finding.number
  group by 1`;
