import { type Leaf, leafSchema } from './leaf-schema.ts';
import { writeLeaf } from './write-leaf.ts';

/**
 * The leaf that these bytes are. Guarantees the schema, and that no other bytes are this leaf.
 * Throws one line that says which of the two does not hold, and repeats nothing of the leaf.
 */
export function parseLeaf(bytes: Buffer): Leaf {
  const parsed = leafSchema.safeParse(parseJson(bytes));
  if (!parsed.success) {
    const where = parsed.error.issues.map((issue) => issue.path.join('.') || 'the whole leaf');
    throw new Error(`not a leaf by its schema: ${[...new Set(where)].join(', ')}`);
  }
  if (!writeLeaf(parsed.data).equals(bytes)) throw new Error('not in canonical form (RFC 8785)');
  return parsed.data;
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
