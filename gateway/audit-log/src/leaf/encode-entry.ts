import type { AuditEntry, RequestEntry } from '../audit-entry.ts';
import { limits } from '../limits.ts';
import { leafHash } from '../tree/leaf-hash.ts';
import { checkedLeaf } from './checked-leaf.ts';
import { type LeafColumns, leafColumns } from './leaf-columns.ts';
import { leafPseudonyms, subjectsOf } from './leaf-subjects.ts';
import { fillRequestForm, requestForm } from './request-form.ts';
import { RequestForms } from './request-forms.ts';
import type { Pseudonyms } from './to-leaf.ts';
import { writeLeaf } from './write-leaf.ts';

/** All that the log stores of an entry, and none of its student numbers. */
export interface EncodedLeaf {
  readonly bytes: Buffer;
  readonly hash: Buffer;
  readonly columns: LeafColumns;
  readonly subjects: readonly Buffer[];
}

const forms = new RequestForms();

/**
 * An entry as it will lie in the log. Throws a `TypeError` that names the members that do not fit the schema, and never
 * what they hold; a `RangeError` for a leaf beyond 65,535 bytes.
 */
export function encodeEntry(entry: AuditEntry, pseudonyms: Pseudonyms): EncodedLeaf {
  const written = entry.kind === 'REQUEST' ? writeRequest(entry, pseudonyms) : writeAny(entry, pseudonyms);
  const { bytes, columns } = written;
  if (bytes.length > limits.maxLeafBytes) {
    throw new RangeError(
      `audit log: a leaf has at most ${String(limits.maxLeafBytes)} bytes, not ${String(bytes.length)}`,
    );
  }
  return { bytes, hash: leafHash(bytes), columns, subjects: subjectsOf(written.subjects) };
}

interface WrittenLeaf {
  readonly bytes: Buffer;
  readonly columns: LeafColumns;
  readonly subjects: readonly string[];
}

function writeAny(entry: AuditEntry, pseudonyms: Pseudonyms): WrittenLeaf {
  const leaf = checkedLeaf(entry, pseudonyms);
  return { bytes: writeLeaf(leaf), columns: leafColumns(leaf), subjects: leafPseudonyms(leaf) };
}

function writeRequest(entry: RequestEntry, pseudonyms: Pseudonyms): WrittenLeaf {
  const form = forms.find(entry, pseudonyms.version);
  const filled = form && fillRequestForm(form, entry, pseudonyms);
  if (filled) return filled;
  const leaf = checkedLeaf(entry, pseudonyms);
  const made = leaf.kind === 'REQUEST' ? requestForm(entry, leaf, pseudonyms.version) : undefined;
  if (made && !form) forms.keep(made);
  return { bytes: writeLeaf(leaf), columns: leafColumns(leaf), subjects: leafPseudonyms(leaf) };
}
