import { z } from 'zod';
import { assertFrontier } from '../tree/assert-frontier.ts';
import type { Frontier } from '../tree/frontier.ts';
import { HASH_BYTES } from '../tree/hash-bytes.ts';

const headRow = z.object({
  size: z.string().transform(Number).pipe(z.int().min(0)),
  frontier: z.instanceof(Buffer),
});

/** The head's row as a frontier. Throws for one that cannot be. */
export function parseFrontier(row: unknown): Frontier {
  const { size, frontier: bytes } = headRow.parse(row);
  const hashes: Buffer[] = [];
  for (let start = 0; start < bytes.length; start += HASH_BYTES) {
    hashes.push(bytes.subarray(start, start + HASH_BYTES));
  }
  const frontier = { size, hashes };
  assertFrontier(frontier);
  return frontier;
}
