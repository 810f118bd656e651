import { randomUUID } from 'node:crypto';
import type { Disclosure, RequestEntry } from '../audit-entry.ts';
import { limits } from '../limits.ts';
import { type LeafColumns, leafColumns } from './leaf-columns.ts';
import { isFreeText } from './is-free-text.ts';
import { leafPatterns } from './leaf-patterns.ts';
import type { Leaf } from './leaf-schema.ts';
import { pseudonymsOf } from './pseudonyms-of.ts';
import { sortedDistinct } from './sorted-distinct.ts';
import type { Pseudonyms } from './to-leaf.ts';

type RequestLeaf = Extract<Leaf, { kind: 'REQUEST' }>;

/**
 * What the leaves of requests that are alike have in common: all but when, under which names (`txn`, trace id, case)
 * and of whom. A client asks the same again and again, so it is checked against the schema and written out once.
 */
export interface RequestForm {
  readonly columns: LeafColumns;
  /** The leaf's text between its slots: each agency's txn, caseRef, each group's subjects, time, traceId, txn. */
  readonly pieces: readonly string[];
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

/** Requests with the same key have the same form, whatever their texts hold: each is written with its length. */
export function requestFormKey(entry: RequestEntry, keyVersion: number): string {
  const { outcome, client, role, location, purpose, legalBasis, assurance, document, mask } = entry;
  const { policy, screening, fields, programs, refusedFields = [], agencies } = entry;
  let key = `${String(keyVersion)};${String(entry.httpStatus)};${entry.caseRef === undefined ? '-' : '+'}`;
  for (const text of [outcome, client, role, location, purpose, legalBasis, assurance]) key += part(text);
  for (const text of [document, mask, policy, screening]) key += text === undefined ? ';' : part(text);
  key += list(fields) + list(programs) + list(refusedFields);
  for (const { agency, answered } of agencies) key += part(agency) + (answered ? '+' : '-');
  for (const { fields: disclosed } of disclosuresWithStudents(entry)) key += list(disclosed);
  return key;
}

const part = (text: string): string => `;${String(text.length)}:${text}`;

function list(texts: readonly string[]): string {
  let written = `;${String(texts.length)}`;
  for (const text of texts) written += part(text);
  return written;
}

/** Stands in a slot while a form is made. Nobody can have written it into an entry before. */
const slot = randomUUID();

/**
 * The form of an entry whose leaf this is, as `leafSchema` gave it; undefined where several of the entry's disclosures
 * became one group, whose subjects no slot holds.
 */
export function requestForm(entry: RequestEntry, leaf: RequestLeaf): RequestForm | undefined {
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
  return {
    columns: leafColumns(leaf),
    pieces: text.split(`"${slot}"`),
    agencies: leaf.agencies.map(({ agency }) => names.indexOf(agency)),
    groups: leaf.disclosures.map(({ fields }) => told.indexOf(fields.join(' '))),
  };
}

/**
 * The leaf of another entry with the same key: the very bytes that `writeLeaf` makes of it. Undefined where what belongs
 * into the slots does not fit the schema.
 */
export function fillRequestForm(
  form: RequestForm,
  entry: RequestEntry,
  pseudonyms: Pseudonyms,
): FilledForm | undefined {
  const { pieces, columns } = form;
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
    ...txns.map(quoted),
    ...(caseRef === undefined ? [] : [JSON.stringify(caseRef)]),
    ...groups.map((group) => group.map(quoted).join()),
    ...[time, traceId, txn].map(quoted),
  ];
  let text = pieces[0] ?? '';
  values.forEach((value, index) => {
    text += value + (pieces[index + 1] ?? '');
  });
  return { bytes: Buffer.from(text), columns, subjects };
}

/** Of what needs no escape. */
const quoted = (text: string): string => `"${text}"`;

function disclosuresWithStudents({ disclosures }: RequestEntry): readonly Disclosure[] {
  return disclosures.every(({ studentNumbers }) => studentNumbers.length > 0)
    ? disclosures
    : disclosures.filter(({ studentNumbers }) => studentNumbers.length > 0);
}
