import { BadLogQuery } from '../errors.ts';
import { limits } from '../limits.ts';
import { parseSafeInteger } from '../tree/parse-safe-integer.ts';

export interface Paging {
  readonly limit: number;
  /** The index of the last entry of the page before. */
  readonly after: number | undefined;
}

/** Errors: `BadLogQuery`. */
export function parsePaging(query: { readonly limit: number; readonly after?: string | undefined }): Paging {
  const { limit, after } = query;
  if (!Number.isInteger(limit) || limit < 1 || limit > limits.maxPageEntries) {
    throw new BadLogQuery(`a page has 1 to ${String(limits.maxPageEntries)} entries`);
  }
  if (after === undefined) return { limit, after };
  const index = parseSafeInteger(after);
  if (index === undefined) throw new BadLogQuery('a page goes on after what the page before ended with');
  return { limit, after: index };
}
