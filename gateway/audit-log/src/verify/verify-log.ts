import { withClient } from '@hearthgate/database';
import type pg from 'pg';
import { z } from 'zod';
import { parseFrontier } from '../append/parse-frontier.ts';
import { limits } from '../limits.ts';
import { parseVerifierKey } from '../note/parse-verifier-key.ts';
import type { Frontier } from '../tree/frontier.ts';
import { rootOf } from '../tree/root-of.ts';
import { checkCheckpoint, type LogIdentity } from './check-checkpoint.ts';
import { LogFault } from './log-fault.ts';
import { LogWalk } from './log-walk.ts';
import { queryRows } from './query-rows.ts';
import { readChunk } from './read-chunk.ts';
import { readFieldSets } from './read-field-sets.ts';
import { readStrays } from './read-strays.ts';

export interface VerifyLogOptions {
  /** The connection string of the log's reader. */
  readonly readerUrl: string;
  /** The log's name in its checkpoints. */
  readonly origin: string;
  /** The verifier keys of the log (C2SP signed-note), old ones too. */
  readonly verifierKeys: readonly string[];
  /** A checkpoint of this log that was kept from before: a signed note. */
  readonly keptCheckpoint?: string | undefined;
  readonly onProgress?: ((progress: { readonly leaves: number; readonly of: number }) => void) | undefined;
}

export type LogVerdict =
  | {
      readonly holds: true;
      /** Leaves, and the base64 of the root over them. */
      readonly size: number;
      readonly root: string;
      readonly checkpoints: number;
    }
  | { readonly holds: false; readonly place: string; readonly fault: string };

/**
 * Verifies the whole log straight from its tables, and stops at the first thing that does not hold. It holds that every
 * leaf is there once, has its hash, its schema and its canonical form, the columns that repeat it and exactly its rows in
 * the subject index; that the tree over the leaves has the stored nodes, the head's frontier and the root of every stored
 * checkpoint, each signed by the log; that nothing stands beyond the head; and, with a checkpoint kept from before, that
 * today's log extends it.
 *
 * Does not check that a leaf tells the truth, `recorded_at` beyond its order (no leaf says it), nor that an owner who
 * rewrote leaves, tree and signatures alike did not: only a checkpoint kept elsewhere tells that.
 *
 * Holds of a log that is being written: it is verified up to the head as it was when this began, in short
 * transactions. One long snapshot would keep Postgres from forgetting the head's old versions, some hundred a second,
 * and make every append slower until the end.
 *
 * Throws what Postgres says when the log cannot be read, and `ProofError` for a verifier key that is none.
 */
export function verifyLog(options: VerifyLogOptions): Promise<LogVerdict> {
  const verifiers = options.verifierKeys.map(parseVerifierKey);
  const identity = { origin: options.origin, verifiers };
  return withClient(options.readerUrl, (client) =>
    withClient(options.readerUrl, async (ahead) => {
      try {
        return await verify({ client, ahead, identity }, options);
      } catch (error) {
        if (!(error instanceof LogFault)) throw error;
        return { holds: false, place: error.place, fault: error.fault };
      }
    }),
  );
}

interface Verification {
  readonly client: pg.Client;
  /** Reads a chunk while the one before it is checked. */
  readonly ahead: pg.Client;
  readonly identity: LogIdentity;
}

async function verify(
  { client, ahead, identity }: Verification,
  { keptCheckpoint, onProgress }: VerifyLogOptions,
): Promise<LogVerdict> {
  const keptPlace = 'the checkpoint kept from before';
  const kept =
    keptCheckpoint === undefined ? undefined : checkCheckpoint(keptCheckpoint, keptPlace, identity);
  // Before everything else: what a head covers was there when it was written.
  const head = await readHead(client);
  if (kept && kept.size > head.size) {
    throw new LogFault(
      `${keptPlace}, of size ${String(kept.size)}`,
      `the log has only ${String(head.size)} leaves`,
    );
  }
  const walk = new LogWalk({ identity, kept, fieldSets: await readFieldSets(client) });
  const endOf = (start: number): number => Math.min(head.size, start + limits.verifyChunkLeaves);
  let next = readChunk(ahead, 0, endOf(0));
  for (let start = 0; start === 0 || start < head.size; start += limits.verifyChunkLeaves) {
    const chunk = await next;
    const end = endOf(chunk.end);
    if (chunk.end < head.size) next = ignoringUnawaited(readChunk(ahead, chunk.end, end));
    await walk.take(chunk, client);
    onProgress?.({ leaves: chunk.end, of: head.size });
  }
  if (!Buffer.concat(walk.frontier.hashes).equals(Buffer.concat(head.hashes))) {
    throw new LogFault('the head', 'its frontier is not that of the leaves');
  }
  const [stray] = await readStrays(client);
  if (stray !== undefined) throw new LogFault(stray, 'it is beyond what the head covers');
  const root = rootOf(walk.frontier).toString('base64');
  return { holds: true, size: head.size, root, checkpoints: walk.checkpoints };
}

/** A fault in the chunk before it is thrown first; the read that nobody waits for any more must not end the process. */
function ignoringUnawaited<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => undefined);
  return promise;
}

async function readHead(client: pg.Client): Promise<Frontier> {
  const rows = await queryRows({
    client,
    text: 'select size, frontier from log.head',
    row: z.unknown(),
    place: 'the head',
  });
  if (rows.length !== 1) throw new LogFault('the head', `there are ${String(rows.length)}`);
  try {
    return parseFrontier(rows[0]);
  } catch {
    throw new LogFault('the head', 'its frontier is not one of its size');
  }
}
