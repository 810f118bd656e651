import type pg from 'pg';
import { parseTilePath } from '../tiles/parse-tile-path.ts';
import { readStoredHashes } from './read-stored-hashes.ts';

/**
 * The bytes of a tile of hashes (C2SP tlog-tiles), full or partial; undefined where the log does not reach so far, and
 * for a path that is no such tile's. Errors: `AuditUnavailable`.
 */
export async function readTile(pool: pg.Pool, path: string): Promise<Buffer | undefined> {
  const address = parseTilePath(path);
  if (!address || address.level === 'entries') return undefined;
  const { level, index, width } = address;
  const hashes = await readStoredHashes(pool, { level, start: index * 256, count: width });
  return hashes.length === width ? Buffer.concat(hashes) : undefined;
}
