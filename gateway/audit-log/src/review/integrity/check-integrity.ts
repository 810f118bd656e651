import type pg from 'pg';
import { z } from 'zod';
import { parseFrontier } from '../../append/parse-frontier.ts';
import { openCheckpoint } from '../../checkpoint/open-checkpoint.ts';
import type { ParsedCheckpoint } from '../../checkpoint/parse-checkpoint.ts';
import { AuditUnavailable } from '../../errors.ts';
import type { CheckpointKeys } from '../../keys/load-checkpoint-keys.ts';
import { hashReader } from '../../read/hash-reader.ts';
import { indexColumn } from '../../read/index-column.ts';
import { readRows } from '../../read/read-rows.ts';
import { consistencyProof } from '../../tree/consistency-proof.ts';
import type { Frontier } from '../../tree/frontier.ts';
import { rootAt } from '../../tree/root-at.ts';
import { rootOf } from '../../tree/root-of.ts';
import { verifyConsistency } from '../../tree/verify-consistency.ts';
import type { Integrity, IntegrityCheck, WalkState } from './integrity.ts';

export interface CheckIntegrityOptions {
  /** Of a role that can read the log. */
  readonly pool: pg.Pool;
  readonly keys: CheckpointKeys;
  readonly walk: WalkState;
}

const checkpointRow = z.object({ size: indexColumn, note: z.string(), signed_at: z.date() });
type CheckpointRow = z.output<typeof checkpointRow>;

/**
 * Whether the log's head, its stored hashes and its newest checkpoints fit together: some dozen rows, whatever the
 * log's size.
 *
 * Does not read a leaf, nor hold the stored hashes against each other: the walk does that, as far as it has come, and
 * `verifyLog` all at once. Nor does it know the checkpoints that others have kept.
 *
 * Errors: `AuditUnavailable` where the log cannot be read at all.
 */
export async function checkIntegrity({ pool, keys, walk }: CheckIntegrityOptions): Promise<Integrity> {
  const [newest, previous] = await readRows({
    pool,
    text: 'select size, note, signed_at from log.checkpoint order by size desc limit 2',
    values: [],
    row: checkpointRow,
  });
  const head = await readHead(pool);
  const root = head && rootOf(head);
  const checks: IntegrityCheck[] = [
    {
      check: 'HEAD_OVER_STORED_HASHES',
      holds: head !== undefined && root?.equals(await rootFrom(pool, head.size)) === true,
      upTo: head?.size ?? 0,
    },
    ...(newest && head ? await checkpointChecks({ pool, keys, head, newest, previous }) : []),
  ];
  const opened = newest && openedBy(keys, newest);
  return {
    verified: checks.every(({ holds }) => holds) && walk.fault === undefined,
    at: new Date(),
    size: head?.size ?? 0,
    root: root?.toString('base64') ?? '',
    checkpoint: newest && {
      size: newest.size,
      root: opened?.root.toString('base64') ?? '',
      signedAt: newest.signed_at,
      note: newest.note,
    },
    checks,
    walk,
  };
}

interface CheckpointChecksOptions extends Omit<CheckIntegrityOptions, 'walk'> {
  readonly head: Frontier;
  readonly newest: CheckpointRow;
  readonly previous: CheckpointRow | undefined;
}

async function checkpointChecks(options: CheckpointChecksOptions): Promise<IntegrityCheck[]> {
  const { pool, keys, head, newest, previous } = options;
  const opened = openedBy(keys, newest);
  const upTo = newest.size;
  const isCovered = upTo <= head.size;
  const checks: IntegrityCheck[] = [
    { check: 'CHECKPOINT_SIGNATURE', holds: opened !== undefined, upTo },
    {
      check: 'CHECKPOINT_OVER_STORED_HASHES',
      holds: isCovered && opened?.root.equals(await rootFrom(pool, upTo)) === true,
      upTo,
    },
  ];
  if (previous) {
    const before = openedBy(keys, previous);
    const holds =
      isCovered && opened !== undefined && before !== undefined && (await extend(pool, before, opened));
    checks.push({ check: 'CHECKPOINT_EXTENDS_PREVIOUS', holds, upTo });
  }
  return checks;
}

function openedBy(
  { origin, verifiers }: CheckpointKeys,
  { size, note }: CheckpointRow,
): ParsedCheckpoint | undefined {
  try {
    const opened = openCheckpoint(note, verifiers);
    return opened.origin === origin && opened.size === size ? opened : undefined;
  } catch {
    return undefined;
  }
}

async function extend(pool: pg.Pool, before: ParsedCheckpoint, after: ParsedCheckpoint): Promise<boolean> {
  try {
    const sizes = { from: before.size, size: after.size };
    const proof = await consistencyProof({ ...sizes, read: hashReader(pool) });
    return verifyConsistency({ ...sizes, fromRoot: before.root, root: after.root, proof });
  } catch (error) {
    if (error instanceof AuditUnavailable && error.reason === 'DATABASE') throw error;
    return false;
  }
}

/** Of stored hashes that are not all there, none: it equals no root. */
async function rootFrom(pool: pg.Pool, size: number): Promise<Buffer> {
  try {
    return await rootAt(size, hashReader(pool));
  } catch (error) {
    if (error instanceof AuditUnavailable && error.reason === 'DATABASE') throw error;
    return Buffer.alloc(0);
  }
}

async function readHead(pool: pg.Pool): Promise<Frontier | undefined> {
  const [row] = await readRows({
    pool,
    text: 'select size, frontier from log.head',
    values: [],
    row: z.unknown(),
  });
  try {
    return parseFrontier(row);
  } catch {
    return undefined;
  }
}
