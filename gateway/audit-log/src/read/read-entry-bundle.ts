import type pg from 'pg';
import { z } from 'zod';
import { encodeEntryBundle } from '../tiles/encode-entry-bundle.ts';
import { parseTilePath } from '../tiles/parse-tile-path.ts';
import { readRows } from './read-rows.ts';

/**
 * The bytes of a bundle of leaves (C2SP tlog-tiles), full or partial; undefined where the log does not reach so far, and
 * for a path that is no bundle's. Errors: `AuditUnavailable`.
 */
export async function readEntryBundle(pool: pg.Pool, path: string): Promise<Buffer | undefined> {
  const address = parseTilePath(path);
  if (address?.level !== 'entries') return undefined;
  const { index, width } = address;
  const rows = await readRows({
    pool,
    text: 'select leaf from log.leaf where index >= $1 and index < $2 order by index',
    values: [index * 256, index * 256 + width],
    row: z.object({ leaf: z.instanceof(Buffer) }),
  });
  return rows.length === width ? encodeEntryBundle(rows.map(({ leaf }) => leaf)) : undefined;
}
