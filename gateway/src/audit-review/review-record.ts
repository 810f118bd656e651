import { randomUUID } from 'node:crypto';
import type { AuditEntry } from '@hearthgate/audit-log';
import type { PurposeGrant } from '../access-token/purpose-grant.ts';
import { grantFacts } from '../audit/grant-facts.ts';
import type { CountedCaller, OutcomeRecord, PendingChange } from '../audit/outcome-record.ts';
import type { RequestRecordOptions } from '../audit/request-record.ts';
import type { CodedOutcome } from '../outcome.ts';

/** What one access to the log asks, as the log will say it. */
export interface ReviewQuestion {
  /** The root field. */
  readonly operation: string;
  readonly filter: Readonly<Record<string, string>>;
  readonly reason?: string;
  readonly studentNumbers: readonly string[];
}

/** What the log will say of one `POST /audit/graphql`. */
export class ReviewRecord implements OutcomeRecord, AsyncDisposable {
  readonly startedAt = new Date();
  readonly traceId: string;
  readonly #network: string;
  #grant: PurposeGrant | undefined;
  #question: ReviewQuestion | undefined;
  #results = 0;
  #pending: (PendingChange & AsyncDisposable) | undefined;

  constructor({ traceId, network }: RequestRecordOptions) {
    this.traceId = traceId;
    this.#network = network;
  }

  get caller(): CountedCaller {
    return this.#grant ? { client: this.#grant.client } : { network: this.#network };
  }

  /** Who asks; nobody before `identify`. */
  get officer(): string {
    return this.#grant?.client ?? '';
  }

  identify(grant: PurposeGrant): PurposeGrant {
    this.#grant = grant;
    return grant;
  }

  ask(question: ReviewQuestion): void {
    this.#question = question;
  }

  get pending(): PendingChange | undefined {
    return this.#pending;
  }

  /** What the answer tells as done, which is done once the log says so too. */
  change(pending: PendingChange & AsyncDisposable): void {
    this.#pending = pending;
  }

  /** How many leaves the answer shows. */
  show(entries: number): void {
    this.#results = entries;
  }

  entry(outcome: CodedOutcome): AuditEntry | undefined {
    const question = this.#question;
    return (
      this.#grant && {
        kind: 'REVIEW',
        time: this.startedAt,
        txn: randomUUID(),
        traceId: this.traceId,
        outcome: outcome.code,
        httpStatus: outcome.status,
        ...grantFacts(this.#grant),
        operations: question ? [question.operation] : [],
        filter: question?.filter ?? {},
        ...(question?.reason !== undefined && { reason: question.reason }),
        studentNumbers: question?.studentNumbers ?? [],
        results: outcome.code === 'ANSWERED' ? this.#results : 0,
      }
    );
  }

  /** What was not kept by now never was. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pending?.[Symbol.asyncDispose]();
  }
}
