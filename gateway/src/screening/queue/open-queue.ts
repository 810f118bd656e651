import type pg from 'pg';
import { type Db, type JobInsert, PgBoss } from 'pg-boss';
import { type queues, queueSchema } from './queues.ts';

/** What a job is about. Nothing in it is about a person: jobs lie in the clear. */
export interface ScreeningJob {
  readonly screening: string;
  readonly round: number;
  /** Of a job that answers one. */
  readonly chunk?: number;
}

/** Puts jobs into their queue, as part of a transaction: they are there when it has committed, and only then. */
export type SendJobs = (
  queue: keyof typeof queues,
  jobs: readonly JobInsert<ScreeningJob>[],
  transaction: pg.ClientBase,
) => Promise<void>;

/** A transaction of ours as pg-boss takes it. */
export function asDb(client: pg.ClientBase): Db {
  return { executeSql: (text, values) => client.query(text, values) };
}

/** pg-boss over a pool of the service role, for those that only put jobs in; it is to be started. */
export function makeQueue(pool: pg.Pool, reportFault: (error: unknown) => void): PgBoss {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    schema: queueSchema,
    ...serviceOptions,
    supervise: false,
  });
  boss.on('error', reportFault);
  return boss;
}

/** What the service role may not do, or nobody needs. */
export const serviceOptions = {
  migrate: false,
  createSchema: false,
  schedule: false,
  registerInstance: false,
  reindex: false,
  monitorVacuum: false,
} as const;
