import type pg from 'pg';
import { z } from 'zod';
import { AuditUnavailable } from '../../errors.ts';
import { limits } from '../../limits.ts';
import { readRows } from '../../read/read-rows.ts';
import type { PendingReview, ReviewFindingOptions } from './finding.ts';
import { readFinding } from './read-finding.ts';

/**
 * Adds what an officer made of a finding to all that was made of it before, in a transaction that stays open until the
 * review is kept or disposed of: the database has checked and written it, and nobody else sees it. Undefined where there
 * is no such finding.
 *
 * Errors: `AuditUnavailable`.
 */
export async function reviewFinding(
  pool: pg.Pool,
  options: ReviewFindingOptions,
): Promise<PendingReview | undefined> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(options.id)) return undefined;
  const client = await orUnavailable(pool.connect());
  let isOpen = true;
  const close = (broken: boolean): void => {
    if (isOpen) client.release(broken);
    isOpen = false;
  };
  const drop = (): Promise<void> => {
    // Closing the connection ends the transaction, whatever state it is in.
    close(true);
    return Promise.resolve();
  };
  try {
    const finding = await addReview(client, options);
    if (finding) {
      const keep = async (): Promise<void> => {
        await orUnavailable(client.query('commit'));
        close(false);
      };
      return { finding, keep, [Symbol.asyncDispose]: drop };
    }
  } catch (error) {
    await drop();
    throw error;
  }
  await drop();
  return undefined;
}

async function addReview(
  client: pg.PoolClient,
  { id, state, note, officer, traceId }: ReviewFindingOptions,
): ReturnType<typeof readFinding> {
  // That of a gateway which is frozen would hold back Postgres' cleaning up for as long.
  const timeoutMs = String(limits.review.maxPendingReviewMs);
  await orUnavailable(client.query(`begin; set local idle_in_transaction_session_timeout = ${timeoutMs}`));
  await readRows({
    pool: client,
    text: `insert into review.finding_review (finding, state, note, officer, trace_id)
      select number, $2, $3, $4, $5 from review.finding where id = $1`,
    values: [id, state, note, officer, traceId],
    row: z.unknown(),
  });
  return readFinding(client, id);
}

async function orUnavailable<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (cause) {
    throw new AuditUnavailable('DATABASE', { cause });
  }
}
