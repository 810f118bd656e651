import type { Leaf } from './leaf-schema.ts';

/** Whom a leaf is about: each pseudonym once, as the 16 bytes that the subject index has, in the order of bytes. */
export function leafSubjects(leaf: Leaf): Buffer[] {
  const pseudonyms =
    leaf.kind === 'REQUEST'
      ? leaf.disclosures.flatMap(({ subjects }) => subjects)
      : leaf.kind === 'REVIEW'
        ? leaf.subjects
        : [];
  return [...new Set(pseudonyms)]
    .map((pseudonym) => Buffer.from(pseudonym, 'base64url'))
    .sort((a, b) => Buffer.compare(a, b));
}
