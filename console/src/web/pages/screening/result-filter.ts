import type { SpecialGroup } from '@hearthgate/schema/vocabulary';
import type { Attention, ResultRow } from './result-row.ts';

export interface ResultFilter {
  readonly attention: Attention | undefined;
  readonly group: SpecialGroup | undefined;
  /** Kept by the page alone: a student number has no business in an address. */
  readonly number: string;
}

/** The rows that a filter lets through, in their order. */
export function filterResults(
  rows: readonly ResultRow[],
  { attention, group, number }: ResultFilter,
): readonly ResultRow[] {
  const part = number.trim().toUpperCase();
  return rows.filter(
    (row) =>
      (attention === undefined || row.attention === attention) &&
      (group === undefined || row.specialGroups?.includes(group) === true) &&
      (part === '' || row.studentNumber.toUpperCase().includes(part)),
  );
}
