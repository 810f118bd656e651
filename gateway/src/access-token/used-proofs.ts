import type { ProofMemory, UsedProof } from '@hearthgate/access-token';
import type pg from 'pg';
import { Refusal } from '../errors.ts';
import { limits } from '../limits.ts';

interface Waiting {
  readonly proof: UsedProof;
  readonly settle: (first: boolean) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Remembers which proofs were used, for all replicas of the gateway: in their database, whose primary key decides which
 * of two that come at once is the first (docs/decisions/0013).
 *
 * One statement at a time is under way; what arrives meanwhile goes into the next, so that a busy gateway pays one commit
 * for many proofs and an idle one waits for nobody.
 */
export class UsedProofs implements ProofMemory {
  readonly #pool: pg.Pool;
  #waiting: Waiting[] = [];
  #busy = false;
  #forgotAtMs = 0;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /**
   * Whether this is the proof's first use, committed before this resolves.
   *
   * Errors: `PROOFS_UNAVAILABLE` when the database does not say so.
   */
  async isFirstUse(proof: UsedProof): Promise<boolean> {
    if (this.#waiting.length >= limits.maxWaitingProofs) throw unavailable(undefined);
    const first = new Promise<boolean>((settle, fail) => {
      this.#waiting.push({ proof, settle, fail });
    });
    if (!this.#busy) void this.#record();
    return first;
  }

  async #record(): Promise<void> {
    this.#busy = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        const news = await this.#insert(batch.map(({ proof }) => proof));
        // Of two in one batch, the first: `delete` says true once.
        for (const { proof, settle } of batch) settle(news.delete(proof.hash.toString('hex')));
      } catch (error) {
        for (const { fail } of batch) fail(unavailable(error));
      }
    }
    this.#busy = false;
  }

  /**
   * Which of them were not there. Equal ones within the batch come back once: Postgres skips the second. In one order at all
   * replicas: two batches that share proofs would otherwise wait for each other, and one would be ended as a deadlock.
   */
  async #insert(proofs: readonly UsedProof[]): Promise<Set<string>> {
    const { rows } = await this.#pool.query<{ hash: string }>({
      name: 'use-proofs',
      text: `insert into public.used_proof (hash, forget_at)
             select hash, to_timestamp(forget_at) from unnest($1::bytea[], $2::float8[]) as used (hash, forget_at)
             order by hash on conflict do nothing returning encode(hash, 'hex') as hash`,
      values: [
        proofs.map(({ hash }) => hash),
        proofs.map(({ usableUntilSeconds }) => usableUntilSeconds + limits.proofMemoryMarginSeconds),
      ],
    });
    this.#forgetSometimes();
    return new Set(rows.map(({ hash }) => hash));
  }

  #forgetSometimes(): void {
    if (Date.now() - this.#forgotAtMs < limits.forgetProofsEveryMs) return;
    this.#forgotAtMs = Date.now();
    // One replica at a time; the others leave it to that one. A failure leaves rows to the next time.
    this.#pool
      .query(
        `delete from public.used_proof where (select pg_try_advisory_xact_lock(0, 101)) and hash = any (array(
           select hash from public.used_proof where forget_at < now() limit 20000))`,
      )
      .catch(() => undefined);
  }
}

function unavailable(cause: unknown): Refusal {
  return new Refusal('PROOFS_UNAVAILABLE', 'whether the proof was used before cannot be known; try again', {
    headers: { 'retry-after': '1' },
    cause,
  });
}
