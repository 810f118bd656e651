import { PURPOSES, ROLES } from '@hearthgate/schema';
import type { Purpose } from '@hearthgate/schema';
import { z } from 'zod';
import catalogue from '../purposes.json' with { type: 'json' };

const bilingual = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });

const purposeSchema = z.strictObject({
  id: z.enum(PURPOSES),
  name: bilingual,
  /** `id` stands in tokens and audit leaves; the instruments are for people and need a lawyer's eye in each county. */
  legalBasis: z.strictObject({
    id: z.string().regex(/^[A-Z][A-Z_]{1,31}$/),
    instruments: z.array(bilingual).min(1),
  }),
  /** Who may ask for this purpose at all; what they then see is the policies' matter, and may be nothing. */
  roles: z.array(z.enum(ROLES)).min(1),
  /** Students in one request; 0 where no student may be named. */
  maxSubjectsPerRequest: z.int().min(0).max(200),
  /** How long a receiver may keep what it was told. The audit log's own retention is not this. */
  retentionDays: z.int().min(1),
});

export type PurposeRecord = Readonly<z.infer<typeof purposeSchema>>;

const parsed = z.array(purposeSchema).parse(catalogue);

/**
 * Every purpose of the vocabulary with its legal basis, from policies/purposes.json. Guaranteed complete: a purpose
 * without a record stops the program here, at its start.
 */
export const purposes: Readonly<Record<Purpose, PurposeRecord>> = Object.freeze(
  Object.fromEntries(PURPOSES.map((id) => [id, recordOf(id)])) as Record<Purpose, PurposeRecord>,
);

function recordOf(id: Purpose): PurposeRecord {
  const [record, ...others] = parsed.filter((purpose) => purpose.id === id);
  if (!record || others.length > 0) throw new Error(`policies/purposes.json must hold ${id} exactly once`);
  return Object.freeze(record);
}
