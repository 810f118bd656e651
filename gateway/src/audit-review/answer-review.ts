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
import type { RequestTrace } from '../telemetry/request-trace.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import type { ReviewContext } from './make-review-apollo.ts';
import { permitReview } from './permit-review.ts';
import { ReviewRecord } from './review-record.ts';

export interface AnswerReviewOptions extends IdentifyCallerOptions {
  readonly apollo: ApolloServer<ReviewContext>;
  readonly audit: AuditCommitting;
  readonly telemetry: Pick<Telemetry, 'begin'>;
}

/**
 * Answers one `POST /audit/graphql`, by the stages and through the exit of `answerRequest`: what a privacy officer
 * looks up is in the log before the officer sees it, and what an officer decides before it holds.
 */
export async function answerReview(
  request: IncomingMessage,
  response: ServerResponse,
  options: AnswerReviewOptions,
): Promise<void> {
  const trace = options.telemetry.begin(request, '/audit/graphql');
  const network = networkOf(request.socket.remoteAddress ?? '');
  await using record = new ReviewRecord({ traceId: trace.id, network });
  const outcome = await settle(request, { trace, record }, options);
  const committed = await trace.stage('commit-audit', () => commitAudit(outcome, record, options.audit));
  sendAnswer(response, committed);
  trace.end(committed);
}

/** An officer's questions are not known beforehand, and everything that the schema has is for officers. */
const anyDocument = { settings: { adHocQueries: true }, trusted: new Map<string, never>() };

async function settle(
  request: IncomingMessage,
  reviewed: { readonly trace: RequestTrace; readonly record: ReviewRecord },
  options: AnswerReviewOptions,
): Promise<CodedOutcome> {
  const { trace, record } = reviewed;
  try {
    const read = await trace.stage('read-request', () => readRequest(request, options.audit));
    permitReview(await trace.stage('identify-caller', () => identifyCaller(request, reviewed, options)));
    const looked = lookUpDocument({ body: read.body, ...anyDocument });
    limitDocument(looked);
    const execution = { ...read, body: looked.body };
    return await trace.stage('execute-graphql', () => executeGraphQL(options.apollo, execution, { record }));
  } catch (error) {
    return faultOutcome(error, record, options.audit.reportFault);
  }
}
