import { type Evidence, SOURCE_OF_AGENCY } from './evidence.ts';
import { SourceNotAsked } from './source-not-asked.ts';

/**
 * Whether none of the four household findings is UNKNOWN. Asked of the student alone, see `SOURCES_OF_FIELD.complete`;
 * `MARTYR_CHILD`, which no agency shares, does not count.
 *
 * Throws `SourceNotAsked` when one of the four was not asked.
 */
export function deriveComplete(evidence: Evidence): boolean {
  const onRoll = evidence.enrollment;
  if (!onRoll.known) return false;

  let complete = onRoll.hasIdentityNumber;
  for (const name of Object.values(SOURCE_OF_AGENCY)) {
    const source = evidence[name];
    // Also when the answer is already no: a plan that left a source out must fail for every student alike.
    if (source === undefined) throw new SourceNotAsked(name, 'STUDENT');
    complete &&= source.known && source.student !== null;
  }
  return complete;
}
