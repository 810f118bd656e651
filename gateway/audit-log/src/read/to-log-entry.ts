import { z } from 'zod';
import { AuditUnavailable } from '../errors.ts';
import { leafColumns } from '../leaf/leaf-columns.ts';
import type { Leaf } from '../leaf/leaf-schema.ts';
import { leafPseudonyms } from '../leaf/leaf-subjects.ts';
import { parseLeaf } from '../leaf/parse-leaf.ts';
import type { LogEntry } from '../log-entry.ts';
import { leafHash } from '../tree/leaf-hash.ts';
import { indexColumn } from './index-column.ts';

/** What is read of `log.leaf`; the columns that repeat the leaf are for searching only. */
export const entryColumns = 'index, recorded_at, leaf, hash';

export const entryRow = z.object({
  index: indexColumn,
  recorded_at: z.date(),
  leaf: z.instanceof(Buffer),
  hash: z.instanceof(Buffer),
});

/**
 * A row as an entry, and the leaf that it is read from. Guarantees that the leaf has the hash beside it and fits its schema.
 *
 * Does not check that the tree has that hash: `prove` and `verifyLog` do. Errors: `AuditUnavailable`, `INCONSISTENT`.
 */
export function toLogEntry(row: z.output<typeof entryRow>): { entry: LogEntry; leaf: Leaf } {
  const leaf = parse(row);
  const { outcome, client, role, location, purpose, fields } = leafColumns(leaf);
  const entry: LogEntry = {
    index: row.index,
    leafHash: row.hash.toString('base64'),
    leaf: row.leaf.toString('utf8'),
    recordedAt: row.recorded_at,
    time: new Date(leaf.time),
    kind: leaf.kind,
    txn: 'txn' in leaf ? leaf.txn : undefined,
    outcome: outcome ?? undefined,
    client: client ?? undefined,
    role: role ?? undefined,
    location: location ?? undefined,
    purpose: purpose ?? undefined,
    fields,
    subjectCount: new Set(leafPseudonyms(leaf)).size,
  };
  return { entry, leaf };
}

function parse({ leaf, hash }: z.output<typeof entryRow>): Leaf {
  if (!leafHash(leaf).equals(hash)) throw new AuditUnavailable('INCONSISTENT');
  try {
    return parseLeaf(leaf);
  } catch (cause) {
    throw new AuditUnavailable('INCONSISTENT', { cause });
  }
}
