import type { Standing } from '../evidence-answer.ts';
import type { AgencySource } from './agency-sources.ts';
import { readDate, readListOf, readRecord, readWords, WrongAnswer } from './answer-checks.ts';

type Data = Readonly<Record<string, unknown>>;

/**
 * The standings in an agency's answer, one for each ref in the order of the refs. Guarantees that every one is said of
 * the very ref that was asked about, with a date that exists and categories of the agency's own vocabulary.
 *
 * Throws `WrongAnswer` for anything else: one foreign, missing or garbled person is reason to believe none of them.
 */
export function readStandings(data: Data, source: AgencySource, refs: readonly string[]): Standing[] {
  const { batchField, keyField, name, categories: vocabulary } = source;
  // All persons stand on one register, of one date.
  let checkedDate: string | undefined;
  return readListOf(refs.length, data[batchField]).map((value, index) => {
    const person = readRecord(value);
    if (person[keyField] !== refs[index]) throw new WrongAnswer('another person than was asked for');
    const standing = readRecord(person[name]);
    const { asOf, categories } = standing;
    if (asOf !== null && asOf !== checkedDate) checkedDate = readDate(asOf);
    return {
      asOf: asOf === null ? null : (checkedDate ?? null),
      categories: categories === null ? null : readWords(vocabulary, categories),
    };
  });
}
