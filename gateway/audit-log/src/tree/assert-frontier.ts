import type { Frontier } from './frontier.ts';

/**
 * That a frontier can be one: as many hashes as its size has ones. Not that the hashes are those of any leaves.
 *
 * Errors: `RangeError`.
 */
export function assertFrontier({ size, hashes }: Frontier): void {
  if (!Number.isSafeInteger(size) || size < 0) {
    throw new RangeError(`a tree of ${String(size)} leaves: not a safe integer`);
  }
  let ones = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2;
  if (hashes.length !== ones) {
    throw new RangeError(
      `a tree of ${String(size)} leaves has a frontier of ${String(ones)} hashes, not ${String(hashes.length)}`,
    );
  }
}
