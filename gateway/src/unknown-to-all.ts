import type { Evidence, UnknownReason } from '@hearthgate/policies';

/** Evidence of students of whom nothing is known, not even whether they are on the roll. */
export function unknownToAll(
  studentNumbers: readonly string[],
  reason: UnknownReason,
): ReadonlyMap<string, Evidence> {
  const evidence: Evidence = { enrollment: { known: false, reason } };
  return new Map(studentNumbers.map((studentNumber) => [studentNumber, evidence]));
}
