import { fieldSetId } from '../leaf/field-set-id.ts';
import { leafColumns } from '../leaf/leaf-columns.ts';
import type { Leaf } from '../leaf/leaf-schema.ts';
import { leafPseudonyms, subjectsOf } from '../leaf/leaf-subjects.ts';
import { parseLeaf } from '../leaf/parse-leaf.ts';
import { leafHash } from '../tree/leaf-hash.ts';
import { LogFault } from './log-fault.ts';
import type { LeafRow, SubjectsRow } from './read-chunk.ts';

export interface CheckLeafOptions {
  readonly row: LeafRow;
  readonly subjects: SubjectsRow | undefined;
  /** The ids of those that the log has, each checked against its names. */
  readonly fieldSets: ReadonlySet<string>;
}

const columnNames = ['kind', 'outcome', 'client', 'role', 'location', 'purpose'] as const;

/**
 * Holds a leaf against the hash beside it, its schema and canonical form, the columns that repeat it, and its rows in the
 * subject index. Throws a `LogFault`. Does not check that the tree has that hash.
 */
export function checkLeaf({ row, subjects, fieldSets }: CheckLeafOptions): void {
  const place = `leaf ${String(row.index)}`;
  if (!leafHash(row.leaf).equals(row.hash))
    throw new LogFault(place, 'its bytes do not have the hash beside them');
  const leaf = parse(row.leaf, place);
  const columns = leafColumns(leaf);
  for (const name of columnNames) {
    if (row[name] !== columns[name])
      throw new LogFault(place, `its column ${name} is not what the leaf says`);
  }
  const fieldSet = row.field_set.replaceAll('-', '');
  if (fieldSet !== fieldSetId(columns.fields).toString('hex')) {
    throw new LogFault(place, 'its column field_set is not what the leaf says');
  }
  if (!fieldSets.has(fieldSet)) throw new LogFault(place, 'its set of fields is missing');
  checkSubjects(row, subjectsOf(leafPseudonyms(leaf)), subjects);
}

function parse(bytes: Buffer, place: string): Leaf {
  try {
    return parseLeaf(bytes);
  } catch (error) {
    throw new LogFault(place, error instanceof Error ? error.message : 'not a leaf');
  }
}

function checkSubjects(row: LeafRow, expected: readonly Buffer[], found: SubjectsRow | undefined): void {
  const leaf = String(row.index);
  const bytes = found?.subjects ?? Buffer.alloc(0);
  if (!Buffer.concat(expected).equals(bytes)) {
    const inLeaf = expected.map((subject) => subject.toString('base64url'));
    const inIndex = Array.from({ length: bytes.length / 16 }, (_, n) =>
      bytes.subarray(n * 16, n * 16 + 16).toString('base64url'),
    );
    const missing = inLeaf.find((subject) => !inIndex.includes(subject));
    if (missing !== undefined) throw new LogFault(`subject ${missing} of leaf ${leaf}`, 'its row is missing');
    const extra = inIndex.find((subject, n) => !inLeaf.includes(subject) || inIndex.indexOf(subject) !== n);
    throw new LogFault(`subject ${extra ?? ''} of leaf ${leaf}`, 'there is a row too many');
  }
  if (found && (found.first !== row.recorded || found.last !== row.recorded)) {
    throw new LogFault(`the subjects of leaf ${leaf}`, 'one was recorded at another time than the leaf');
  }
}
