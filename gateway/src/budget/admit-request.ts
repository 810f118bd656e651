import type { PurposeGrant } from '../access-token/purpose-grant.ts';
import { Refusal } from '../errors.ts';
import { limits } from '../limits.ts';
import { networkOf } from './network-of.ts';
import { TokenBuckets } from './token-buckets.ts';

/** Rates of one replica; another counts for itself. */
export interface RequestRates {
  readonly clients: TokenBuckets;
  readonly unknownCallers: TokenBuckets;
}

export function requestRates(): RequestRates {
  return {
    clients: new TokenBuckets(limits.maxCountedClients),
    unknownCallers: new TokenBuckets(limits.maxCountedAddresses),
  };
}

export interface AdmitRequestOptions {
  readonly rates: RequestRates;
  readonly remoteAddress: string | undefined;
  readonly verifying: Promise<PurposeGrant>;
}

/**
 * Lets a verified request through at its client's rate, one second's requests at once after a pause. Who could not be
 * verified is told so, and above a rate for each remote address only that it was too often.
 *
 * That rate touches nobody else: a school behind the address of a flood, or behind the same proxy, is verified as
 * ever. What it does not spare is the verification itself.
 *
 * Errors: `RATE_LIMITED` with `Retry-After`, and those of the verification.
 */
export async function admitRequest(options: AdmitRequestOptions): Promise<PurposeGrant> {
  const { rates, remoteAddress = '', verifying } = options;
  let grant: PurposeGrant;
  try {
    grant = await verifying;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'UNAUTHENTICATED') {
      const waitMs = rates.unknownCallers.take(networkOf(remoteAddress), limits.unknownCallers);
      if (waitMs > 0) throw rateLimited('too many requests without a valid token from this address', waitMs);
    }
    throw error;
  }
  const { requestsPerSecond } = grant.settings;
  if (requestsPerSecond === 0) return grant;
  const rate = { perSecond: requestsPerSecond, burst: requestsPerSecond };
  const waitMs = rates.clients.take(grant.client, rate);
  if (waitMs === 0) return grant;
  throw rateLimited(`this client may send ${String(requestsPerSecond)} requests a second`, waitMs);
}

function rateLimited(message: string, waitMs: number): Refusal {
  return new Refusal('RATE_LIMITED', message, {
    headers: { 'retry-after': String(Math.max(1, Math.ceil(waitMs / 1000))) },
  });
}
