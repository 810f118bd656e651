import { limits } from '../limits.ts';
import type { IssuedToken, TokenRequest } from './request-token.ts';

export interface GivenToken {
  readonly token: string;
  /** It was given out before: should the gateway not take it, a new one may help. */
  readonly reused: boolean;
}

export interface AccessTokens {
  /** A token for one purpose: the one at hand while it is good for a while yet, else a new one. */
  get(request: TokenRequest): Promise<GivenToken>;
  /** A token that the gateway did not take is not given out again. */
  forget(request: TokenRequest, token: string): void;
}

export interface AccessTokensOptions {
  readonly request: (request: TokenRequest) => Promise<IssuedToken>;
  readonly nowMs?: () => number;
}

interface Kept {
  readonly issuing: Promise<IssuedToken>;
  token: string | undefined;
  renewAtMs: number;
}

/**
 * Tokens, each for one purpose, kept in memory until shortly before they expire and asked for once however many requests
 * wait for one. What the issuer refuses is thrown to all who wait, and not kept.
 */
export function accessTokens({ request, nowMs = Date.now }: AccessTokensOptions): AccessTokens {
  const kept = new Map<string, Kept>();

  function issue(asked: TokenRequest, key: string): Kept {
    const askedAtMs = nowMs();
    const issuing = request(asked);
    const next: Kept = { issuing, token: undefined, renewAtMs: Number.POSITIVE_INFINITY };
    kept.set(key, next);
    issuing.then(
      ({ accessToken, expiresInSeconds }) => {
        const margin = Math.min(limits.renewBeforeExpirySeconds, expiresInSeconds / 2);
        next.token = accessToken;
        next.renewAtMs = askedAtMs + (expiresInSeconds - margin) * 1_000;
      },
      () => {
        if (kept.get(key) === next) kept.delete(key);
      },
    );
    return next;
  }

  return {
    get: async (asked) => {
      const key = keyOf(asked);
      const current = kept.get(key);
      const good = current && nowMs() < current.renewAtMs ? current : undefined;
      const { issuing } = good ?? issue(asked, key);
      return { token: (await issuing).accessToken, reused: good !== undefined };
    },
    forget: (asked, token) => {
      const key = keyOf(asked);
      if (kept.get(key)?.token === token) kept.delete(key);
    },
  };
}

function keyOf({ purpose, caseRef, resource }: TokenRequest): string {
  return JSON.stringify([purpose, caseRef, resource]);
}
