import { openPool } from '@hearthgate/database';
import type pg from 'pg';
import { GroupCommit } from './append/group-commit.ts';
import type { AuditLog, OpenAuditLogOptions } from './audit-log.ts';
import { Checkpointer } from './checkpoints/checkpointer.ts';
import { loadCheckpointKeys } from './keys/load-checkpoint-keys.ts';
import { loadSubjectKeys } from './keys/load-subject-keys.ts';
import { watchFile } from './keys/watch-file.ts';
import { encodeEntry } from './leaf/encode-entry.ts';
import { limits } from './limits.ts';
import { proveEntry } from './read/prove-entry.ts';
import { readEntry } from './read/read-entry.ts';
import { readEntryBundle } from './read/read-entry-bundle.ts';
import { readPage } from './read/read-page.ts';
import { readTile } from './read/read-tile.ts';
import { whoSaw } from './read/who-saw.ts';

/**
 * The audit log of one process. Any number of processes may write the same log.
 * Throws when a key file cannot be used; does not wait for the database.
 */
export function openAuditLog(options: OpenAuditLogOptions): AuditLog {
  const { writerUrl, readerUrl, checkpointKeysFile, subjectKeysFile, reportFault, batchWritten } = options;
  const checkpointKeys = watchFile({ file: checkpointKeysFile, parse: loadCheckpointKeys, reportFault });
  const subjectKeys = watchFile({ file: subjectKeysFile, parse: loadSubjectKeys, reportFault });
  const writerPool = openPool({
    databaseUrl: writerUrl,
    maxConnections: limits.maxWriterConnections,
    connectTimeoutMs: limits.connectTimeoutMs,
    statementTimeoutMs: limits.appendTimeoutMs,
    pipeline: true,
    settings: writerSettings,
  });
  const pool = openLogPool(readerUrl, limits.maxReaderConnections, limits.readTimeoutMs);
  const groupCommit = new GroupCommit({
    pool: writerPool,
    reportFault,
    ...(batchWritten && { batchWritten }),
  });
  const keys = (): ReturnType<typeof checkpointKeys.current> => checkpointKeys.current();
  const checkpointer = new Checkpointer({ writerPool, readerPool: pool, keys, reportFault });
  const closeAll = async (): Promise<void> => {
    checkpointKeys[Symbol.dispose]();
    subjectKeys[Symbol.dispose]();
    await groupCommit.close();
    await Promise.all([writerPool.end(), pool.end()]);
  };
  let closed: Promise<void> | undefined;
  return {
    commit: async (entry, deadline) => {
      groupCommit.assertOpen();
      const leaf = encodeEntry(entry, subjectKeys.current().current);
      const index = await groupCommit.write(leaf, deadline);
      return { index, leafHash: leaf.hash.toString('base64') };
    },
    probe: async (deadline) => {
      await groupCommit.write(undefined, deadline);
    },
    checkpoint: async () => (await checkpointer.newest()).note,
    tile: (path) => readTile(pool, path),
    entryBundle: (path) => readEntryBundle(pool, path),
    verifierKeys: () =>
      checkpointKeys
        .current()
        .verifierKeys.map((key) => `${key}\n`)
        .join(''),
    search: (query) => readPage({ pool, query, order: 'newest first' }),
    export: (query) => readPage({ pool, query, order: 'oldest first' }),
    whoSaw: (query) => whoSaw({ pool, keys: subjectKeys.current(), query }),
    entry: (index) => readEntry(pool, index),
    prove: (index) => proveEntry({ pool, checkpointer, index }),
    close: () => {
      closed ??= closeAll();
      return closed;
    },
  };
}

/**
 * Whatever the server's defaults are. Durable: a receipt says that the entry cannot be lost. Read committed: a snapshot
 * from before the wait for the head's lock would see the head as it was then.
 */
const writerSettings = {
  synchronous_commit: 'on',
  default_transaction_isolation: 'read committed',
  default_transaction_read_only: 'off',
  plan_cache_mode: 'force_generic_plan',
};

function openLogPool(databaseUrl: string, maxConnections: number, statementTimeoutMs: number): pg.Pool {
  return openPool({
    databaseUrl,
    maxConnections,
    connectTimeoutMs: limits.connectTimeoutMs,
    statementTimeoutMs,
  });
}
