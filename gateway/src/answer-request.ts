import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import type { TrustedDocument } from '@hearthgate/schema/trusted-documents';
import { type AuditCommitting, commitAudit } from './audit/commit-audit.ts';
import { RequestRecord } from './audit/request-record.ts';
import { networkOf } from './budget/network-of.ts';
import { lookUpDocument } from './documents/look-up-document.ts';
import { executeGraphQL } from './execute-graphql.ts';
import { identifyCaller, type IdentifyCallerOptions } from './identify-caller.ts';
import { limitDocument } from './limits-of-documents/limit-document.ts';
import type { GatewayContext } from './make-apollo.ts';
import type { CodedOutcome } from './outcome.ts';
import type { Place, RequestPlaces } from './overload/request-places.ts';
import { readRequest } from './read-request.ts';
import { faultOutcome } from './fault-outcome.ts';
import { sendAnswer } from './send-answer.ts';

export interface AnswerRequestOptions extends IdentifyCallerOptions {
  readonly trustedDocuments: ReadonlyMap<string, TrustedDocument>;
  readonly apollo: ApolloServer<GatewayContext>;
  readonly audit: AuditCommitting;
  readonly places: RequestPlaces;
}

/**
 * Answers one `POST /graphql`. This is the only way to an answer and the only way out: whatever the stages come to,
 * refusals and faults included, is an outcome, complete and in the audit log before its first byte is sent.
 */
export async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  options: AnswerRequestOptions,
): Promise<void> {
  const record = new RequestRecord(networkOf(request.socket.remoteAddress ?? ''));
  using place = options.places.take();
  const outcome = await settle(request, record, place, options);
  sendAnswer(response, await commitAudit(outcome, record, options.audit));
}

async function settle(
  request: IncomingMessage,
  record: RequestRecord,
  place: Place,
  options: AnswerRequestOptions,
): Promise<CodedOutcome> {
  try {
    place.require();
    const read = await readRequest(request, options.audit.requestDeadlineMs);
    const grant = await identifyCaller(request, record, options);
    const { settings } = grant;
    const looked = lookUpDocument({ body: read.body, settings, trusted: options.trustedDocuments });
    limitDocument(looked);
    const context = { grant, record, deadline: read.deadline };
    return await executeGraphQL(options.apollo, { ...read, body: looked.body }, context);
  } catch (error) {
    return faultOutcome(error, record, options.audit.reportFault);
  }
}
