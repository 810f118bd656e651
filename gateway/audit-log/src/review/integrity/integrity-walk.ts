import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { parseFrontier } from '../../append/parse-frontier.ts';
import type { CheckpointKeys } from '../../keys/load-checkpoint-keys.ts';
import { limits } from '../../limits.ts';
import type { Frontier } from '../../tree/frontier.ts';
import { LogFault } from '../../verify/log-fault.ts';
import { LogWalk } from '../../verify/log-walk.ts';
import { readChunk } from '../../verify/read-chunk.ts';
import { readFieldSets } from '../../verify/read-field-sets.ts';
import type { WalkState } from './integrity.ts';

export interface IntegrityWalkOptions {
  readonly pool: pg.Pool;
  readonly keys: () => CheckpointKeys;
  readonly reportFault: (error: unknown) => void;
}

/**
 * Reads every leaf anew, a few at a time, from the first to the last, follows the log as it grows, and begins again after
 * an hour: what `verifyLog` does at once, but for rows beyond the head and a kept checkpoint.
 *
 * Where it stands is in this process's memory and nowhere else. Whoever can change the log's database could say in it that
 * everything was verified.
 */
export class IntegrityWalk {
  readonly #options: IntegrityWalkOptions;
  readonly #closing = new AbortController();
  readonly #running: Promise<void>;
  readonly #fieldSets = new Set<string>();
  #state: WalkState = {
    upTo: 0,
    startedAt: new Date(),
    completedAt: undefined,
    completedSize: undefined,
    fault: undefined,
  };
  #failing = false;

  constructor(options: IntegrityWalkOptions) {
    this.#options = options;
    this.#running = this.#walkOn();
  }

  get state(): WalkState {
    return this.#state;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running;
  }

  async #walkOn(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      this.#state = { ...this.#state, upTo: 0, startedAt: new Date() };
      try {
        await this.#round();
        this.#failing = false;
      } catch (error) {
        this.#take(error);
        await this.#rest(limits.review.retryMs);
      }
    }
  }

  /** From the first leaf on, until it is time to begin again. Throws a `LogFault`, and what Postgres says. */
  async #round(): Promise<void> {
    const { pool, keys } = this.#options;
    let walk: LogWalk | undefined;
    const endsAtMs = performance.now() + limits.review.walkAgainMs;
    while (!this.#closing.signal.aborted) {
      const isAtEnd = await withConnection(pool, async (client) => {
        const head = await readHead(client);
        const { origin, verifiers } = keys();
        walk ??= new LogWalk({
          identity: { origin, verifiers },
          kept: undefined,
          fieldSets: this.#fieldSets,
        });
        const start = walk.frontier.size;
        const end = Math.min(head.size, start + limits.review.walkLeaves);
        if (end > start) await this.#step(walk, client, { start, end });
        if (end !== head.size) return false;
        if (!Buffer.concat(walk.frontier.hashes).equals(Buffer.concat(head.hashes))) {
          throw new LogFault('the head', 'its frontier is not that of the leaves');
        }
        return true;
      });
      if (isAtEnd) {
        const completed = { completedAt: new Date(), completedSize: this.#state.upTo };
        this.#state = { ...this.#state, ...completed, fault: undefined };
        if (performance.now() > endsAtMs) return;
      }
      await this.#rest(isAtEnd ? limits.review.walkRestMs : limits.review.walkEveryMs);
    }
  }

  async #step(
    walk: LogWalk,
    client: pg.ClientBase,
    { start, end }: { readonly start: number; readonly end: number },
  ): Promise<void> {
    for (const id of await readFieldSets(client)) this.#fieldSets.add(id);
    await walk.take(await readChunk(client, start, end), client);
    this.#state = { ...this.#state, upTo: end };
  }

  #take(error: unknown): void {
    if (error instanceof LogFault) {
      const { place, fault } = error;
      this.#state = { ...this.#state, fault: { place, fault, at: new Date() } };
    }
    if (!this.#failing) this.#options.reportFault(error);
    this.#failing = true;
  }

  async #rest(ms: number): Promise<void> {
    await pause(ms, undefined, { signal: this.#closing.signal, ref: false }).catch(() => undefined);
  }
}

async function withConnection<Result>(
  pool: pg.Pool,
  work: (client: pg.ClientBase) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let done = false;
  try {
    const result = await work(client);
    done = true;
    return result;
  } finally {
    client.release(!done);
  }
}

async function readHead(client: pg.ClientBase): Promise<Frontier> {
  const { rows } = await client.query('select size, frontier from log.head');
  try {
    return parseFrontier(rows[0]);
  } catch {
    throw new LogFault('the head', 'its frontier is not one of its size');
  }
}
