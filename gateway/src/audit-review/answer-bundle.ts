import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AuditLog } from '@hearthgate/audit-log';
import { commitAudit } from '../audit/commit-audit.ts';
import { networkOf } from '../budget/network-of.ts';
import { pathOf } from '../dispatch.ts';
import { Refusal } from '../errors.ts';
import { faultOutcome } from '../fault-outcome.ts';
import { identifyCaller } from '../identify-caller.ts';
import type { CodedOutcome } from '../outcome.ts';
import { sendAnswer } from '../send-answer.ts';
import type { RequestTrace } from '../telemetry/request-trace.ts';
import type { AnswerReviewOptions } from './answer-review.ts';
import { permitReview } from './permit-review.ts';
import { reviewFault } from './review-fault.ts';
import { ReviewRecord } from './review-record.ts';

export interface AnswerBundleOptions extends Omit<AnswerReviewOptions, 'apollo' | 'endpoint'> {
  readonly log: Pick<AuditLog, 'entryBundle'>;
  readonly publicUrl: string;
}

/**
 * Answers one `GET /audit/tile/entries/…` (C2SP tlog-tiles): up to 256 leaves as they are hashed, for a privacy officer
 * who copies the log. Logged like every other access to it.
 */
export async function answerBundle(
  request: IncomingMessage,
  response: ServerResponse,
  options: AnswerBundleOptions,
): Promise<void> {
  const trace = options.telemetry.begin(request, '/audit/tile/entries/');
  const network = networkOf(request.socket.remoteAddress ?? '');
  const record = new ReviewRecord({ traceId: trace.id, network });
  const outcome = await settle(request, { trace, record }, options);
  const committed = await trace.stage('commit-audit', () => commitAudit(outcome, record, options.audit));
  sendAnswer(response, committed);
  trace.end(committed);
}

async function settle(
  request: IncomingMessage,
  reviewed: { readonly trace: RequestTrace; readonly record: ReviewRecord },
  options: AnswerBundleOptions,
): Promise<CodedOutcome> {
  const { trace, record } = reviewed;
  try {
    if (request.method !== 'GET') {
      throw new Refusal('METHOD_NOT_ALLOWED', 'ask by GET', { headers: { allow: 'GET' } });
    }
    const path = pathOf(request);
    const identifying = { ...options, endpoint: `${options.publicUrl}${path}` };
    permitReview(await trace.stage('identify-caller', () => identifyCaller(request, reviewed, identifying)));
    const bundle = path.slice('/audit/'.length);
    // Whatever else stands in the path stays out of the log.
    if (!/^tile\/entries\/[x\d/.p]{1,60}$/.test(bundle))
      throw new Refusal('NOT_FOUND', 'there is no such bundle');
    record.ask({ operation: 'entries', filter: { path: bundle }, studentNumbers: [] });
    const body = await options.log.entryBundle(bundle).catch((error: unknown) => {
      throw reviewFault(error);
    });
    if (!body) throw new Refusal('NOT_FOUND', 'there is no such bundle, or not yet');
    const headers = { 'content-type': 'application/octet-stream' };
    return { code: 'ANSWERED', status: 200, headers, body };
  } catch (error) {
    return faultOutcome(error, record, options.audit.reportFault);
  }
}
