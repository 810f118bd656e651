import type pg from 'pg';
import { AuditUnavailable } from '../errors.ts';
import type { ReadHashes } from '../tree/read-hashes.ts';
import { readStoredHashes } from './read-stored-hashes.ts';

/** The tree's hashes, for proofs over what is committed. Errors: `AuditUnavailable`, `INCONSISTENT` where one is missing. */
export function hashReader(pool: pg.Pool): ReadHashes {
  return async (level, start, count) => {
    const hashes = await readStoredHashes(pool, { level, start, count });
    if (hashes.length !== count) throw new AuditUnavailable('INCONSISTENT');
    return hashes;
  };
}
