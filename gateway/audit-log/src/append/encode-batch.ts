import type { EncodedLeaf } from '../leaf/encode-entry.ts';
import { fieldSetId } from '../leaf/field-set-id.ts';
import { encodeArray } from './encode-array.ts';
import { encodeIntegers } from './encode-integers.ts';

/** The parameters of a batch that do not depend on where in the log it will stand. */
export interface EncodedBatch {
  readonly leaves: readonly Buffer[];
  readonly subjects: readonly Buffer[];
  readonly fieldSets: readonly Buffer[];
}

const columnNames = ['kind', 'outcome', 'client', 'role', 'location', 'purpose'] as const;

/** A batch as a few binary parameters, whatever the number of its leaves. */
export function encodeBatch(leaves: readonly EncodedLeaf[]): EncodedBatch {
  const fieldSets = new Map<string, { id: Buffer; names: string }>();
  const setIds = leaves.map(({ columns: { fields } }) => {
    const names = fields.join(' ');
    const known = fieldSets.get(names) ?? { id: fieldSetId(fields), names };
    fieldSets.set(names, known);
    return known.id;
  });
  const sets = [...fieldSets.values()];
  const subjectLeaves = leaves.flatMap(({ subjects }, ordinal) => subjects.map(() => ordinal));
  return {
    leaves: [
      encodeArray(
        'bytea',
        leaves.map(({ bytes }) => bytes),
      ),
      encodeArray(
        'bytea',
        leaves.map(({ hash }) => hash),
      ),
      ...columnNames.map((name) =>
        encodeArray(
          'text',
          leaves.map(({ columns }) => columns[name]),
        ),
      ),
      encodeArray('uuid', setIds),
    ],
    subjects: [
      encodeArray(
        'uuid',
        leaves.flatMap(({ subjects }) => subjects),
      ),
      encodeIntegers('int4', subjectLeaves),
    ],
    fieldSets: [
      encodeArray(
        'uuid',
        sets.map(({ id }) => id),
      ),
      encodeArray(
        'text',
        sets.map(({ names }) => names),
      ),
    ],
  };
}
