import { LocalError } from '@hearthgate/local/errors';
import type { AccessToken } from '@hearthgate/local/tokens';
import { limits } from './limits.ts';
import { withRetries } from './with-retries.ts';

export interface TokenSourceOptions {
  readonly request: () => Promise<AccessToken>;
  readonly signal: AbortSignal;
  /** Before each further try. */
  readonly pausesMs?: readonly number[];
  readonly nowMs?: () => number;
}

/**
 * Tokens for questions that outlast them: the same one while it is good for another minute, then a new one, asked for once
 * however many requests wait for it. An issuer that does not answer is tried again; what it refuses is thrown.
 */
export function tokenSource({
  request,
  signal,
  pausesMs = limits.retryPausesMs,
  nowMs = Date.now,
}: TokenSourceOptions): () => Promise<string> {
  let current: { readonly token: Promise<string>; renewAtMs: number } | undefined;

  async function renew(): Promise<AccessToken> {
    return withRetries(request, {
      pausesMs,
      signal,
      mayPass: (error) =>
        error instanceof LocalError && error.code === 'ISSUER_UNAVAILABLE' ? { afterMs: 0 } : undefined,
    });
  }

  return () => {
    if (current && nowMs() < current.renewAtMs) return current.token;
    const askedAtMs = nowMs();
    const renewing = renew();
    const next = {
      token: renewing.then(({ accessToken }) => accessToken),
      renewAtMs: Number.POSITIVE_INFINITY,
    };
    current = next;
    renewing.then(
      ({ expiresInSeconds }) => {
        next.renewAtMs = askedAtMs + expiresInSeconds * 1_000 - limits.renewTokenBeforeExpiryMs;
      },
      () => {
        current = undefined;
      },
    );
    return next.token;
  };
}
