import { randomUUID } from 'node:crypto';
import type { RequestEntry } from '../audit-entry.ts';
import { limits } from '../limits.ts';
import { type LeafColumns, leafColumns } from './leaf-columns.ts';
import { isFreeText } from './is-free-text.ts';
import { leafPatterns } from './leaf-patterns.ts';
import type { Leaf } from './leaf-schema.ts';
import { pseudonymsOf } from './pseudonyms-of.ts';
import { disclosuresWithStudents, requestTraits, type RequestTraits } from './request-traits.ts';
import { sortedDistinct } from './sorted-distinct.ts';
import type { Pseudonyms } from './to-leaf.ts';

type RequestLeaf = Extract<Leaf, { kind: 'REQUEST' }>;

/**
 * What the leaves of requests that are alike have in common: all but when, under which names (`txn`, trace id, case)
 * and of whom. A client asks the same again and again, so it is checked against the schema and written out once.
 */
export interface RequestForm {
  readonly traits: RequestTraits;
  readonly columns: LeafColumns;
  /** The leaf's bytes between its slots: each agency's txn, caseRef, each group's subjects, time, traceId, txn. */
  readonly pieces: readonly Buffer[];
  /** Of all pieces together. */
  readonly pieceBytes: number;
  /** For each agency of the leaf, its place among the entry's. */
  readonly agencies: readonly number[];
  /** For each group of the leaf, its place among the entry's disclosures that have students. */
  readonly groups: readonly number[];
}

export interface FilledForm {
  readonly bytes: Buffer;
  readonly columns: LeafColumns;
  /** The pseudonyms of all groups; those of a student of two groups twice. */
  readonly subjects: readonly string[];
}

/** Stands in a slot while a form is made. Nobody can have written it into an entry before. */
const slot = randomUUID();

/**
 * The form of an entry whose leaf this is, as `leafSchema` gave it; undefined where several of the entry's disclosures
 * became one group, whose subjects no slot holds.
 */
export function requestForm(
  entry: RequestEntry,
  leaf: RequestLeaf,
  keyVersion: number,
): RequestForm | undefined {
  const told = disclosuresWithStudents(entry).map(({ fields }) => sortedDistinct(fields).join(' '));
  if (told.length !== leaf.disclosures.length) return undefined;
  const names = entry.agencies.map(({ agency }) => agency);
  const text = JSON.stringify({
    ...leaf,
    agencies: leaf.agencies.map((agency) => ({ ...agency, txn: slot })),
    disclosures: leaf.disclosures.map((group) => ({ ...group, subjects: [slot] })),
    ...(leaf.caseRef !== undefined && { caseRef: slot }),
    time: slot,
    traceId: slot,
    txn: slot,
  });
  const pieces = text.split(slot).map((piece) => Buffer.from(piece));
  return {
    traits: requestTraits(entry, keyVersion),
    columns: leafColumns(leaf),
    pieces,
    pieceBytes: pieces.reduce((sum, { length }) => sum + length, 0),
    agencies: leaf.agencies.map(({ agency }) => names.indexOf(agency)),
    groups: leaf.disclosures.map(({ fields }) => told.indexOf(fields.join(' '))),
  };
}

/**
 * The leaf of another entry with the form's traits: the very bytes that `writeLeaf` makes of it. Undefined where what
 * belongs into the slots does not fit the schema.
 */
export function fillRequestForm(
  form: RequestForm,
  entry: RequestEntry,
  pseudonyms: Pseudonyms,
): FilledForm | undefined {
  const { columns } = form;
  const disclosures = disclosuresWithStudents(entry);
  const groups = form.groups.map((place) =>
    pseudonymsOf(disclosures[place]?.studentNumbers ?? [], pseudonyms),
  );
  const subjects = groups.length === 1 ? (groups[0] ?? []) : groups.flat();
  const txns = form.agencies.map((place) => entry.agencies[place]?.txn ?? '');
  const { traceId, txn, caseRef } = entry;
  const time = entry.time.toISOString();
  const fits =
    subjects.length <= limits.maxSubjectsPerLeaf &&
    leafPatterns.time.test(time) &&
    leafPatterns.traceId.test(traceId) &&
    [txn, ...txns].every((name) => leafPatterns.uuid.test(name)) &&
    (caseRef === undefined || (caseRef.length <= limits.maxNameLength && isFreeText(caseRef)));
  if (!fits) return undefined;
  const values = [
    ...txns,
    ...(caseRef === undefined ? [] : [JSON.stringify(caseRef).slice(1, -1)]),
    ...groups.map((group) => group.join('","')),
    ...[time, traceId, txn],
  ];
  return { bytes: filled(form, values), columns, subjects };
}

/** Pieces and values in turn. What stands in the slots needs no escape any more. */
function filled({ pieces, pieceBytes }: RequestForm, values: readonly string[]): Buffer {
  let length = pieceBytes;
  for (const value of values) length += Buffer.byteLength(value);
  const bytes = Buffer.allocUnsafe(length);
  let offset = 0;
  pieces.forEach((piece, index) => {
    offset += piece.copy(bytes, offset);
    const value = values[index];
    if (value !== undefined) offset += bytes.write(value, offset);
  });
  return bytes;
}
