import type pg from 'pg';
import { WrappingKeys } from './key/wrapping-keys.ts';
import { asDb, makeQueue, type SendJobs } from './queue/open-queue.ts';
import { queues } from './queue/queues.ts';
import type { ScreeningStore } from './screening-store.ts';

export interface OpenScreeningStoreOptions {
  /** Of the gateway's database, as the service. */
  readonly pool: pg.Pool;
  readonly keysFile: string;
  readonly reportFault: (error: unknown) => void;
}

/**
 * The store of screenings, over a pool that stays its owner's. Throws for a file of wrapping keys that is missing or
 * broken. The database is not asked for anything yet: one that is down does not keep a gateway from starting.
 */
export function openScreeningStore({
  pool,
  keysFile,
  reportFault,
}: OpenScreeningStoreOptions): ScreeningStore & { close(): Promise<void> } {
  const keys = new WrappingKeys(keysFile);
  const boss = makeQueue(pool, reportFault);
  const sendJobs: SendJobs = async (queue, jobs, transaction) => {
    // Does nothing once it is started.
    await boss.start();
    await boss.insert(queues[queue].name, [...jobs], { db: asDb(transaction) });
  };
  return {
    pool,
    keys,
    sendJobs,
    close: async () => {
      await boss.stop({ graceful: false });
    },
  };
}
