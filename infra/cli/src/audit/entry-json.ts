import type { LogEntry } from './log-entries.ts';

/** An entry as `export` and `--json` print it: the leaf as JSON whose canonical form (RFC 8785) is what was hashed. */
export function entryJson({ index, leafHash, leaf }: LogEntry): {
  index: number;
  leafHash: string;
  leaf: unknown;
} {
  return { index, leafHash, leaf: JSON.parse(leaf) as unknown };
}
