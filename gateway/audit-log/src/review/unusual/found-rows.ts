import { z } from 'zod';
import { indexColumn } from '../../read/index-column.ts';
import type { Found } from './unusual-rule.ts';

/** What a rule's statement gives. */
export const foundRow = z.object({
  key: z.string(),
  client: z.string().nullable(),
  purpose: z.string().nullable(),
  locations: z.array(z.string()),
  begins: z.date(),
  ends: z.date(),
  count: indexColumn,
  usual: indexColumn,
  evidence: z.array(indexColumn),
  leaves: indexColumn,
});

/** The rows of a rule's statement. */
export function foundRows(rows: unknown): Found[] {
  return z
    .array(foundRow)
    .parse(rows)
    .map((found) => ({ ...found, client: found.client ?? undefined, purpose: found.purpose ?? undefined }));
}
