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

interface FieldSet {
  readonly id: Buffer;
  readonly names: string;
}

/** By the list itself: leaves of one form share theirs. */
const fieldSets = new WeakMap<readonly string[], FieldSet>();

function fieldSetOf(fields: readonly string[]): FieldSet {
  const known = fieldSets.get(fields) ?? { id: fieldSetId(fields), names: fields.join(' ') };
  fieldSets.set(fields, known);
  return known;
}

const columnNames = ['kind', 'outcome', 'client', 'role', 'location', 'purpose'] as const;

/** A batch as a few binary parameters, whatever the number of its leaves. */
export function encodeBatch(leaves: readonly EncodedLeaf[]): EncodedBatch {
  const setsOfLeaves = leaves.map(({ columns: { fields } }) => fieldSetOf(fields));
  const sets = [...new Map(setsOfLeaves.map((set) => [set.names, set])).values()];
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
      encodeArray(
        'uuid',
        setsOfLeaves.map(({ id }) => id),
      ),
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
