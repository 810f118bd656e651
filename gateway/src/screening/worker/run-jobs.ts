import { AuditUnavailable } from '@hearthgate/audit-log';
import type { PgBoss, Job, JobResult } from 'pg-boss';
import { Refusal } from '../../errors.ts';
import type { ReportFault } from '../../fault-outcome.ts';
import { limits } from '../../limits.ts';
import type { ScreeningJob } from '../queue/open-queue.ts';
import { NotAsSealed } from '../key/sealed-bytes.ts';
import { queues } from '../queue/queues.ts';
import { eraseScreening } from '../store/erase-screening.ts';
import { inTransaction } from '@hearthgate/database';
import { isDatabaseOutage } from '../store/is-database-outage.ts';
import type { ScreeningFailure } from '../store/screening-row.ts';
import { AgencyMissing, answerChunk } from './answer-chunk.ts';
import { cutScreening } from './cut-screening.ts';
import { finishScreening } from './finish-screening.ts';
import { ScreeningOver } from './screening-over.ts';
import type { WorkerContext } from './worker-context.ts';

export interface RunJobsOptions extends WorkerContext {
  readonly boss: PgBoss;
  readonly reportFault: ReportFault;
}

/**
 * Takes jobs of screenings from their queues, several chunks at a time. A job that fails is tried again later, and later
 * each time; one that fails of a defect again and again ends its screening. What pg-boss keeps of a failure is its kind
 * alone: an error's own words may quote what is in a roster.
 */
export async function runJobs(options: RunJobsOptions): Promise<void> {
  const { boss } = options;
  // Retries are due without a notice, so that it is looked for jobs as often with notices as without.
  const { pollSeconds } = limits.screening.jobs;
  const polling = {
    pollingIntervalSeconds: pollSeconds,
    notifyPollingIntervalSeconds: pollSeconds,
    perJobResults: true,
  } as const;
  await boss.work<ScreeningJob, object, typeof polling>(queues.cut.name, polling, (jobs) =>
    settleAll(jobs, options, ({ data }) => cutScreening(options, data.screening)),
  );
  await boss.work<ScreeningJob, object, typeof polling>(queues.finish.name, polling, (jobs) =>
    settleAll(jobs, options, ({ data }) => finishScreening(options, data)),
  );
  // By twos, because pg-boss goes on without a pause after a full batch, and a batch of one never counts as full.
  const inBatches = {
    ...polling,
    batchSize: 2,
    burstWhenBatchFull: true,
    localConcurrency: limits.screening.chunksInFlight / 2,
  } as const;
  await boss.work<ScreeningJob, object, typeof inBatches>(queues.chunk.name, inBatches, (jobs) =>
    settleAll(jobs, options, ({ data, retryCount }) =>
      answerChunk(options, { ...data, chunk: data.chunk ?? 0, tries: retryCount }),
    ),
  );
}

type ScreeningJobs = readonly Job<ScreeningJob>[];

function settleAll(
  jobs: ScreeningJobs,
  options: RunJobsOptions,
  work: (job: Job<ScreeningJob>) => Promise<void>,
): Promise<JobResult[]> {
  return Promise.all(
    jobs.map(async (job): Promise<JobResult> => {
      const { id } = job;
      try {
        await work(job);
        return { id, status: 'completed' };
      } catch (error) {
        return settleFailure(job, error, options);
      }
    }),
  );
}

async function settleFailure(
  { id, data, retryCount }: Job<ScreeningJob>,
  error: unknown,
  { store, reportFault }: RunJobsOptions,
): Promise<JobResult> {
  const failure = failureOf(error, retryCount);
  if (!isAwaited(error)) reportFault(error, data.screening);
  if (failure === undefined) return { id, status: 'failed', output: { kind: kindOf(error) } };
  try {
    await inTransaction(store.pool, (transaction) =>
      eraseScreening(transaction, data.screening, { status: 'FAILED', failure }),
    );
    return { id, status: 'completed' };
  } catch (cause) {
    reportFault(cause, data.screening);
    return { id, status: 'failed', output: { kind: kindOf(cause) } };
  }
}

/** Why the screening is over, if it is. */
function failureOf(error: unknown, tries: number): ScreeningFailure | undefined {
  if (error instanceof ScreeningOver) return error.failure;
  // What was altered stays so.
  if (error instanceof NotAsSealed) return internal;
  if (isAwaited(error) || isOutage(error) || tries + 1 < limits.screening.defectTries) return undefined;
  return internal;
}

const internal: ScreeningFailure = {
  code: 'INTERNAL',
  message: 'internal error: the gateway’s operator finds it by the screening’s id',
};

/** What happens and passes, and nobody need be told of. */
function isAwaited(error: unknown): boolean {
  return error instanceof AgencyMissing || error instanceof ScreeningOver;
}

/** The database or the audit log is not there: the job waits for it, however long that takes. */
function isOutage(error: unknown): boolean {
  if (error instanceof AuditUnavailable) return true;
  if (error instanceof Refusal) return error.httpStatus === 503;
  return isDatabaseOutage(error);
}

function kindOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
