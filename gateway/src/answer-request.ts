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
import type { RequestTrace } from './telemetry/request-trace.ts';
import type { Telemetry } from './telemetry/telemetry.ts';

export interface AnswerRequestOptions extends IdentifyCallerOptions {
  readonly trustedDocuments: ReadonlyMap<string, TrustedDocument>;
  readonly apollo: ApolloServer<GatewayContext>;
  readonly audit: AuditCommitting;
  readonly places: RequestPlaces;
  readonly telemetry: Pick<Telemetry, 'begin'>;
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
  const trace = options.telemetry.begin(request, '/graphql');
  const network = networkOf(request.socket.remoteAddress ?? '');
  const record = new RequestRecord({ traceId: trace.id, network });
  using place = options.places.take();
  const outcome = await settle(request, { trace, record, place }, options);
  const committed = await trace.stage('commit-audit', () => commitAudit(outcome, record, options.audit));
  sendAnswer(response, committed);
  trace.end(committed);
}

/** What a request has from its first byte on. */
interface BegunRequest {
  readonly trace: RequestTrace;
  readonly record: RequestRecord;
  readonly place: Place;
}

async function settle(
  request: IncomingMessage,
  { trace, record, place }: BegunRequest,
  options: AnswerRequestOptions,
): Promise<CodedOutcome> {
  const { audit, trustedDocuments: trusted, apollo } = options;
  try {
    place.require();
    const read = await trace.stage('read-request', () => readRequest(request, audit));
    const identified = { trace, record };
    const grant = await trace.stage('identify-caller', () => identifyCaller(request, identified, options));
    const looking = { body: read.body, settings: grant.settings, trusted };
    const looked = trace.stage('look-up-document', () => lookUpDocument(looking));
    limitDocument(looked);
    const execution = { ...read, body: looked.body };
    const context = { grant, record, trace, deadline: read.deadline };
    return await trace.stage('execute-graphql', () => executeGraphQL(apollo, execution, context));
  } catch (error) {
    return faultOutcome(error, record, audit.reportFault);
  }
}
