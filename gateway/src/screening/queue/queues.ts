import { limits } from '../../limits.ts';

const { jobs } = limits.screening;

/** What every job of a screening is held to. A worker that dies is noticed by its heartbeat, and its job is done again. */
const common = {
  // How often a job is tried is this code's to say, which knows a dead agency from a defect.
  retryLimit: jobs.maxRetries,
  retryDelay: jobs.retryDelaySeconds,
  retryBackoff: true,
  retryDelayMax: jobs.maxRetryDelaySeconds,
  heartbeatSeconds: jobs.heartbeatSeconds,
  retentionSeconds: jobs.retentionSeconds,
  deleteAfterSeconds: jobs.deleteAfterSeconds,
  notify: true,
};

/** The queues of screenings, by what their jobs do. */
export const queues = {
  /** Cuts a roster that is in into chunks. */
  cut: { name: 'screening-cut', ...common, expireInSeconds: jobs.cutExpireSeconds },
  /** Answers a chunk. */
  chunk: { name: 'screening-chunk', ...common, expireInSeconds: jobs.chunkExpireSeconds },
  /** Counts a screening whose chunks are all answered. */
  finish: { name: 'screening-finish', ...common, expireInSeconds: jobs.cutExpireSeconds },
} as const;

/** The schema that pg-boss keeps its tables in. */
export const queueSchema = 'pgboss';
