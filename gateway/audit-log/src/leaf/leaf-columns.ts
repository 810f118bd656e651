import type { Leaf } from './leaf-schema.ts';

/** What the log repeats of a leaf in columns, to search by. Written and verified by this one reading. */
export interface LeafColumns {
  readonly kind: string;
  readonly outcome: string | null;
  readonly client: string | null;
  readonly role: string | null;
  readonly location: string | null;
  readonly purpose: string | null;
  readonly fields: readonly string[];
}

export function leafColumns(leaf: Leaf): LeafColumns {
  if (leaf.kind === 'REFUSALS' || leaf.kind === 'START') {
    const client = leaf.kind === 'REFUSALS' && 'client' in leaf.caller ? leaf.caller.client : null;
    const none = { outcome: null, role: null, location: null, purpose: null, fields: [] };
    return { kind: leaf.kind, client, ...none };
  }
  const { kind, outcome, client, role, location, purpose } = leaf;
  const fields = leaf.kind === 'REQUEST' ? leaf.fields : [];
  return { kind, outcome, client, role, location, purpose, fields };
}
