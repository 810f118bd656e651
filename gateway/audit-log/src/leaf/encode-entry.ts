import type { AuditEntry } from '../audit-entry.ts';
import { limits } from '../limits.ts';
import { leafHash } from '../tree/leaf-hash.ts';
import { type LeafColumns, leafColumns } from './leaf-columns.ts';
import { leafSchema } from './leaf-schema.ts';
import { leafSubjects } from './leaf-subjects.ts';
import { type Pseudonyms, toLeaf } from './to-leaf.ts';
import { writeLeaf } from './write-leaf.ts';

/** All that the log stores of an entry, and none of its student numbers. */
export interface EncodedLeaf {
  readonly bytes: Buffer;
  readonly hash: Buffer;
  readonly columns: LeafColumns;
  readonly subjects: readonly Buffer[];
}

/**
 * An entry as it will lie in the log. Throws a `TypeError` that names the members that do not fit the schema, and never
 * what they hold; a `RangeError` for a leaf beyond 65,535 bytes.
 */
export function encodeEntry(entry: AuditEntry, pseudonyms: Pseudonyms): EncodedLeaf {
  const parsed = leafSchema.safeParse(toLeaf(entry, pseudonyms));
  if (!parsed.success) {
    const where = parsed.error.issues.map((issue) => issue.path.join('.') || 'the whole entry');
    throw new TypeError(`audit log: an entry does not fit its schema: ${[...new Set(where)].join(', ')}`);
  }
  const leaf = parsed.data;
  const bytes = writeLeaf(leaf);
  if (bytes.length > limits.maxLeafBytes) {
    throw new RangeError(
      `audit log: a leaf has at most ${String(limits.maxLeafBytes)} bytes, not ${String(bytes.length)}`,
    );
  }
  return { bytes, hash: leafHash(bytes), columns: leafColumns(leaf), subjects: leafSubjects(leaf) };
}
