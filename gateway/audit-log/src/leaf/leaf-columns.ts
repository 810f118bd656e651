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
  if (leaf.kind === 'REFUSALS') {
    const client = 'client' in leaf.caller ? leaf.caller.client : null;
    return {
      kind: leaf.kind,
      outcome: null,
      client,
      role: null,
      location: null,
      purpose: null,
      fields: [],
    };
  }
  const { kind, outcome, client, role, location, purpose } = leaf;
  const fields = leaf.kind === 'REQUEST' ? leaf.fields : [];
  return { kind, outcome, client, role, location, purpose, fields };
}
