import type { Leaf } from './leaf-schema.ts';

/**
 * The leaf's bytes: canonical JSON (RFC 8785) in UTF-8. One leaf has one form, whatever order its members came in.
 *
 * RFC 8785 writes strings and numbers as ECMAScript does, and `leafSchema` gives members in the order that it wants, so
 * nothing is left to do; a test holds the form equal to another implementation's. Does not sort: takes only what
 * `leafSchema` gave.
 */
export function writeLeaf(leaf: Leaf): Buffer {
  return Buffer.from(JSON.stringify(leaf));
}
