import type { AuditEntry } from '../audit-entry.ts';
import { type Leaf, leafSchema } from './leaf-schema.ts';
import { type Pseudonyms, toLeaf } from './to-leaf.ts';

/** An entry's leaf. Throws a `TypeError` that names the members that do not fit the schema, and never what they hold. */
export function checkedLeaf(entry: AuditEntry, pseudonyms: Pseudonyms): Leaf {
  const parsed = leafSchema.safeParse(toLeaf(entry, pseudonyms));
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map((issue) => issue.path.join('.') || 'the whole entry');
  throw new TypeError(`audit log: an entry does not fit its schema: ${[...new Set(where)].join(', ')}`);
}
