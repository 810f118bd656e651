import type pg from 'pg';
import type { WrappingKeys } from './key/wrapping-keys.ts';
import type { SendJobs } from './queue/open-queue.ts';

/** Where screenings lie, what their keys are wrapped under, and how their jobs are sent. Gateways and workers share them. */
export interface ScreeningStore {
  readonly pool: pg.Pool;
  readonly keys: WrappingKeys;
  readonly sendJobs: SendJobs;
}
