import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import type { TrustedDocument } from '@hearthgate/schema/trusted-documents';
import { admitRequest, type RequestRates } from './budget/admit-request.ts';
import { lookUpDocument } from './documents/look-up-document.ts';
import { executeGraphQL } from './execute-graphql.ts';
import { limitDocument } from './limits-of-documents/limit-document.ts';
import type { GatewayContext } from './make-apollo.ts';
import { readRequest } from './read-request.ts';
import { refusalOutcome } from './refusal-outcome.ts';
import { type Outcome, sendAnswer } from './send-answer.ts';
import { verifyPurposeToken, type VerifyPurposeTokenOptions } from './access-token/verify-purpose-token.ts';

export interface AnswerRequestOptions extends VerifyPurposeTokenOptions {
  readonly rates: RequestRates;
  readonly trustedDocuments: ReadonlyMap<string, TrustedDocument>;
  readonly apollo: ApolloServer<GatewayContext>;
  readonly requestDeadlineMs: number;
  readonly reportFault: (error: unknown) => void;
}

/**
 * Answers one `POST /graphql`. This is the only way to an answer and the only way out: whatever the stages come to,
 * refusals and faults included, is an outcome, complete before its first byte is sent.
 */
export async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  options: AnswerRequestOptions,
): Promise<void> {
  const outcome = await settle(request, options);
  sendAnswer(response, outcome);
}

async function settle(request: IncomingMessage, options: AnswerRequestOptions): Promise<Outcome> {
  try {
    const read = await readRequest(request, options.requestDeadlineMs);
    const grant = await admitRequest({
      rates: options.rates,
      remoteAddress: request.socket.remoteAddress,
      verifying: verifyPurposeToken(request, options),
    });
    const { settings } = grant;
    const looked = lookUpDocument({ body: read.body, settings, trusted: options.trustedDocuments });
    limitDocument(looked);
    return await executeGraphQL(options.apollo, { ...read, body: looked.body }, grant);
  } catch (error) {
    return refusalOutcome(error, options.reportFault);
  }
}
