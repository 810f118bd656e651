import type { ReportedRow } from './reported-rows-query.ts';

export interface CountedReason {
  readonly column: string;
  readonly reason: string;
  readonly count: number;
}

/** How often each reason was given for each column, the most frequent first. */
export function countReasons(rows: readonly ReportedRow[]): readonly CountedReason[] {
  const counts = new Map<string, CountedReason>();
  for (const { column, reason } of rows) {
    const key = `${column}\n${reason}`;
    counts.set(key, { column, reason, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}
