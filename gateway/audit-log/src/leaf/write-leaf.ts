import canonicalize from 'canonicalize';
import type { Leaf } from './leaf-schema.ts';

/** The leaf's bytes: canonical JSON (RFC 8785) in UTF-8. One leaf has one form, whatever order its members came in. */
export function writeLeaf(leaf: Leaf): Buffer {
  return Buffer.from(canonicalize(leaf) ?? '');
}
