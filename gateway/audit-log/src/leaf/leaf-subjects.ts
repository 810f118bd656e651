import type { Leaf } from './leaf-schema.ts';

/** The pseudonyms in a leaf, group by group: one of two groups stands twice. */
export function leafPseudonyms(leaf: Leaf): readonly string[] {
  if (leaf.kind === 'REQUEST') return leaf.disclosures.flatMap(({ subjects }) => subjects);
  return leaf.kind === 'REVIEW' ? leaf.subjects : [];
}

/** Pseudonyms as the subject index has them: each once, 16 bytes, in the order of bytes. */
export function subjectsOf(pseudonyms: readonly string[]): Buffer[] {
  const bytesOf = (pseudonym: string): Buffer => Buffer.from(pseudonym, 'base64url');
  // As most leaves are.
  if (pseudonyms.length === 1) return pseudonyms.map(bytesOf);
  return [...new Set(pseudonyms)].map(bytesOf).sort((a, b) => Buffer.compare(a, b));
}
