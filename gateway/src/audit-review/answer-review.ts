import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import { type AuditCommitting, commitAudit } from '../audit/commit-audit.ts';
import { networkOf } from '../budget/network-of.ts';
import { lookUpDocument } from '../documents/look-up-document.ts';
import { executeGraphQL } from '../execute-graphql.ts';
import { faultOutcome } from '../fault-outcome.ts';
import { identifyCaller, type IdentifyCallerOptions } from '../identify-caller.ts';
import { limitDocument } from '../limits-of-documents/limit-document.ts';
import type { CodedOutcome } from '../outcome.ts';
import { readRequest } from '../read-request.ts';
import { sendAnswer } from '../send-answer.ts';
import type { ReviewContext } from './make-review-apollo.ts';
import { permitReview } from './permit-review.ts';
import { ReviewRecord } from './review-record.ts';

export interface AnswerReviewOptions extends IdentifyCallerOptions {
  readonly apollo: ApolloServer<ReviewContext>;
  readonly audit: AuditCommitting;
}

/**
 * Answers one `POST /audit/graphql`, by the stages and through the exit of `answerRequest`: what a privacy officer
 * looks up is in the log before the officer sees it.
 */
export async function answerReview(
  request: IncomingMessage,
  response: ServerResponse,
  options: AnswerReviewOptions,
): Promise<void> {
  const record = new ReviewRecord(networkOf(request.socket.remoteAddress ?? ''));
  const outcome = await settle(request, record, options);
  sendAnswer(response, await commitAudit(outcome, record, options.audit));
}

/** An officer's questions are not known beforehand, and everything that the schema has is for officers. */
const anyDocument = { settings: { adHocQueries: true }, trusted: new Map<string, never>() };

async function settle(
  request: IncomingMessage,
  record: ReviewRecord,
  options: AnswerReviewOptions,
): Promise<CodedOutcome> {
  try {
    const read = await readRequest(request, options.audit.requestDeadlineMs);
    permitReview(await identifyCaller(request, record, options));
    const looked = lookUpDocument({ body: read.body, ...anyDocument });
    limitDocument(looked);
    return await executeGraphQL(options.apollo, { ...read, body: looked.body }, { record });
  } catch (error) {
    return faultOutcome(error, record, options.audit.reportFault);
  }
}
