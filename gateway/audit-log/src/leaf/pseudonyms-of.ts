import type { Pseudonyms } from './to-leaf.ts';

/** The students' pseudonyms, sorted, each once. Throws a `TypeError` for a student number that is not one in its only form. */
export function pseudonymsOf(studentNumbers: readonly string[], pseudonyms: Pseudonyms): string[] {
  const pseudonymOf = (studentNumber: string): string => {
    // Written in another way, the same student would have another pseudonym, and never be found.
    if (!/^[GJL]\d{17}[\dX]$/.test(studentNumber)) {
      throw new TypeError('audit log: an entry is about what is no student number');
    }
    return pseudonyms.pseudonymOf(studentNumber);
  };
  // As most entries are.
  if (studentNumbers.length === 1) return studentNumbers.map(pseudonymOf);
  return [...new Set(studentNumbers)].map(pseudonymOf).sort();
}
