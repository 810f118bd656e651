import type { IncomingMessage } from 'node:http';
import type { PurposeGrant } from './access-token/purpose-grant.ts';
import { verifyPurposeToken, type VerifyPurposeTokenOptions } from './access-token/verify-purpose-token.ts';
import { admitRequest, type RequestRates } from './budget/admit-request.ts';
import type { RequestTrace } from './telemetry/request-trace.ts';

export interface IdentifyCallerOptions extends VerifyPurposeTokenOptions {
  readonly rates: RequestRates;
}

export interface IdentifiedRequest {
  readonly trace: RequestTrace;
  readonly record: { identify(grant: PurposeGrant): PurposeGrant };
}

/**
 * Who asks, verified and within its rate. The record learns of a caller as soon as its token is verified, so that the
 * refusal of one that asks too often is counted under its name.
 *
 * Errors: those of `verifyPurposeToken` and `admitRequest`.
 */
export function identifyCaller(
  request: IncomingMessage,
  { trace, record }: IdentifiedRequest,
  options: IdentifyCallerOptions,
): Promise<PurposeGrant> {
  return admitRequest({
    rates: options.rates,
    remoteAddress: request.socket.remoteAddress,
    verifying: trace
      .stage('verify-purpose-token', () => verifyPurposeToken(request, options))
      .then((grant) => {
        trace.linkToCaller(request.headers);
        return record.identify(grant);
      }),
  });
}
