import type pg from 'pg';
import type { Checkpointer } from '../checkpoints/checkpointer.ts';
import { BadLogQuery } from '../errors.ts';
import { writeProof } from '../tlog-proof/write-proof.ts';
import { inclusionProof } from '../tree/inclusion-proof.ts';
import { hashReader } from './hash-reader.ts';

export interface ProveEntryOptions {
  readonly pool: pg.Pool;
  readonly checkpointer: Checkpointer;
  readonly index: number;
}

/**
 * That an entry is in the log, under a checkpoint that covers it: C2SP tlog-proof. Undefined beyond the log.
 * Errors: `BadLogQuery`, `AuditUnavailable`.
 */
export async function proveEntry({
  pool,
  checkpointer,
  index,
}: ProveEntryOptions): Promise<string | undefined> {
  if (!Number.isSafeInteger(index) || index < 0) throw new BadLogQuery('an index is a whole number from 0');
  const { size, note } = await checkpointer.covering(index);
  if (index >= size) return undefined;
  const proof = await inclusionProof({ index, size, read: hashReader(pool) });
  return writeProof({ index, proof, checkpoint: note });
}
