import type pg from 'pg';
import { appendLeaves } from '../tree/append-leaves.ts';
import { EMPTY_FRONTIER, type Frontier } from '../tree/frontier.ts';
import { rootOf } from '../tree/root-of.ts';
import { checkCheckpoint, type LogIdentity } from './check-checkpoint.ts';
import { checkLeaf } from './check-leaf.ts';
import { checkNodes } from './check-nodes.ts';
import { LogFault } from './log-fault.ts';
import type { Chunk } from './read-chunk.ts';

export interface LogWalkOptions {
  readonly identity: LogIdentity;
  readonly fieldSets: ReadonlySet<string>;
  /** A checkpoint from before, checked for its signature: the size and the root that it states. */
  readonly kept: { readonly size: number; readonly root: Buffer } | undefined;
}

interface KnownRoot {
  readonly size: number;
  readonly root: Buffer;
  readonly place: string;
}

/** A walk over the log from its first leaf on, chunk by chunk, that grows the tree anew and holds everything against it. */
export class LogWalk {
  readonly #options: LogWalkOptions;
  #frontier: Frontier = EMPTY_FRONTIER;
  #recorded = 0n;
  #checkpoints = 0;

  constructor(options: LogWalkOptions) {
    this.#options = options;
  }

  /** Of the leaves so far. */
  get frontier(): Frontier {
    return this.#frontier;
  }

  /** Those that held so far. */
  get checkpoints(): number {
    return this.#checkpoints;
  }

  /** Takes the next chunk. Throws a `LogFault` for the first thing in it that does not hold, and what Postgres says of the nodes. */
  async take(chunk: Chunk, client: pg.ClientBase): Promise<void> {
    const hashes = this.#checkLeaves(chunk);
    for (const { size, root, place } of this.#rootsIn(chunk)) {
      await this.#grow(hashes.slice(this.#frontier.size - chunk.start, size - chunk.start), client);
      if (!rootOf(this.#frontier).equals(root)) {
        throw new LogFault(place, 'the log does not extend it: its first leaves have another root');
      }
    }
    await this.#grow(hashes.slice(this.#frontier.size - chunk.start), client);
    this.#checkpoints += chunk.checkpoints.length;
  }

  /** The roots that somebody was told of this chunk, smallest tree first. */
  #rootsIn({ start, end, checkpoints }: Chunk): KnownRoot[] {
    const { identity, kept } = this.#options;
    const known = checkpoints.map(({ size, note }): KnownRoot => {
      const place = `the checkpoint of size ${String(size)}`;
      const signed = checkCheckpoint(note, place, identity);
      if (signed.size !== size) throw new LogFault(place, 'it is one of another size');
      return { size, root: signed.root, place };
    });
    if (kept && kept.size <= end && (kept.size > start || start === 0)) {
      known.push({ ...kept, place: `the checkpoint kept from before, of size ${String(kept.size)}` });
    }
    return known.sort((a, b) => a.size - b.size);
  }

  #checkLeaves(chunk: Chunk): Buffer[] {
    const { fieldSets } = this.#options;
    let expected = chunk.start;
    for (const row of chunk.leaves) {
      if (row.index > expected) throw new LogFault(`leaf ${String(expected)}`, 'it is missing');
      if (row.index < expected) throw new LogFault(`leaf ${String(row.index)}`, 'it is there twice');
      checkLeaf({ row, subjects: chunk.subjects.get(row.index), fieldSets });
      if (row.recorded < this.#recorded) {
        throw new LogFault(`leaf ${String(row.index)}`, 'it was recorded before the leaf before it');
      }
      this.#recorded = row.recorded;
      expected += 1;
    }
    if (expected < chunk.end) throw new LogFault(`leaf ${String(expected)}`, 'it is missing');
    return chunk.leaves.map(({ hash }) => hash);
  }

  /** A node that was changed is a nearer place than a root above it, and so is named first. */
  async #grow(hashes: readonly Buffer[], client: pg.ClientBase): Promise<void> {
    const { frontier, nodes } = appendLeaves(this.#frontier, hashes);
    await checkNodes(client, nodes);
    this.#frontier = frontier;
  }
}
