import type { IncomingMessage } from 'node:http';
import type { PurposeGrant } from './access-token/purpose-grant.ts';
import { verifyPurposeToken, type VerifyPurposeTokenOptions } from './access-token/verify-purpose-token.ts';
import { admitRequest, type RequestRates } from './budget/admit-request.ts';

export interface IdentifyCallerOptions extends VerifyPurposeTokenOptions {
  readonly rates: RequestRates;
}

/**
 * Who asks, verified and within its rate. The record learns of a caller as soon as its token is verified, so that the
 * refusal of one that asks too often is counted under its name.
 *
 * Errors: those of `verifyPurposeToken` and `admitRequest`.
 */
export function identifyCaller(
  request: IncomingMessage,
  record: { identify(grant: PurposeGrant): PurposeGrant },
  options: IdentifyCallerOptions,
): Promise<PurposeGrant> {
  return admitRequest({
    rates: options.rates,
    remoteAddress: request.socket.remoteAddress,
    verifying: verifyPurposeToken(request, options).then((grant) => record.identify(grant)),
  });
}
