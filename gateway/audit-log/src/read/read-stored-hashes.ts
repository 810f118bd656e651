import type pg from 'pg';
import { z } from 'zod';
import { HASH_BYTES } from '../tree/hash-bytes.ts';
import { readRows } from './read-rows.ts';

export interface HashRange {
  /** 0: leaf hashes; L: roots of 256^L leaves. */
  readonly level: number;
  readonly start: number;
  readonly count: number;
}

/** Hashes of a level from `start` on, in order; fewer than `count` where the log does not reach so far. */
export async function readStoredHashes(pool: pg.Pool, { level, start, count }: HashRange): Promise<Buffer[]> {
  const range = [start, start + count];
  const rows = await readRows({
    pool,
    ...(level === 0
      ? { name: 'leaf-hashes', text: leafHashes, values: range }
      : { name: 'node-hashes', text: nodeHashes, values: [...range, level] }),
    row: z.object({ hash: z.instanceof(Buffer).refine((hash) => hash.length === HASH_BYTES) }),
  });
  return rows.map(({ hash }) => hash);
}

const leafHashes = 'select hash from log.leaf where index >= $1 and index < $2 order by index';
const nodeHashes = 'select hash from log.node where index >= $1 and index < $2 and level = $3 order by index';
