import type { Purpose } from '@hearthgate/schema/vocabulary';
import * as oidc from 'openid-client';
import { ConsoleError } from '../../errors.ts';
import { limits } from '../../limits.ts';
import type { Session } from '../session/session.ts';
import type { SessionStore } from '../session/session-store.ts';
import type { IssuerConfiguration } from './issuer-client.ts';

export interface PurposeTokenOptions {
  readonly session: Session;
  readonly purpose: Purpose;
  /** Whom the token is for: the gateway's URL, or an agency's. */
  readonly resource: string;
}

export interface PurposeTokens {
  /**
   * An access token of the session's person for one purpose at one place, from the session while it is good.
   * Errors: `UNAUTHENTICATED` where the issuer no longer takes the session's refresh token (the session ends),
   * `FORBIDDEN` where it gives no token for this purpose, `ISSUER_UNAVAILABLE`.
   */
  get(options: PurposeTokenOptions): Promise<string>;
}

export interface PurposeTokensOptions {
  readonly issuer: () => Promise<IssuerConfiguration>;
  readonly sessions: Pick<SessionStore, 'end'>;
}

/** Purpose-bound access tokens by refresh grant (RFC 6749 6, RFC 9396, RFC 8707). They never leave the server. */
export function purposeTokens({ issuer, sessions }: PurposeTokensOptions): PurposeTokens {
  const request = async ({ session, purpose, resource }: PurposeTokenOptions): Promise<string> => {
    const key = `${purpose} ${resource}`;
    const held = session.accessTokens.get(key);
    if (held && held.usableUntilMs > Date.now()) return held.accessToken;
    if (session.refreshToken === '') throw signedOut();
    const tokens = await refresh(await issuer(), session.refreshToken, { purpose, resource }).catch(
      (error: unknown) => {
        if (isCode(error, 'invalid_grant')) sessions.end(session);
        throw asConsoleError(error);
      },
    );
    if (tokens.refresh_token !== undefined) session.refreshToken = tokens.refresh_token;
    const lifetimeSeconds = (tokens.expires_in ?? 0) - limits.tokenMarginSeconds;
    if (session.accessTokens.size >= limits.maxTokensPerSession) session.accessTokens.clear();
    session.accessTokens.set(key, {
      accessToken: tokens.access_token,
      usableUntilMs: Date.now() + lifetimeSeconds * 1000,
    });
    return tokens.access_token;
  };
  return {
    // One after another: the issuer takes a rotated refresh token that is used twice for a stolen one.
    get: (options) => {
      const result = options.session.queue.then(() => request(options));
      options.session.queue = result.catch(() => undefined);
      return result;
    },
  };
}

function refresh(
  configuration: IssuerConfiguration,
  refreshToken: string,
  { purpose, resource }: Pick<PurposeTokenOptions, 'purpose' | 'resource'>,
) {
  return oidc.refreshTokenGrant(configuration, refreshToken, {
    resource,
    authorization_details: JSON.stringify([{ type: 'household-status', actions: ['read'], purpose }]),
  });
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof oidc.ResponseBodyError && error.error === code;
}

function asConsoleError(error: unknown): ConsoleError {
  if (error instanceof ConsoleError) return error;
  if (isCode(error, 'invalid_grant')) return signedOut();
  if (error instanceof oidc.ResponseBodyError) {
    return new ConsoleError('FORBIDDEN', 'this account may not ask for that purpose', { cause: error });
  }
  return new ConsoleError(
    'ISSUER_UNAVAILABLE',
    'sign-in does not answer at the moment: try again in a minute',
    {
      cause: error,
    },
  );
}

function signedOut(): ConsoleError {
  return new ConsoleError('UNAUTHENTICATED', 'the session has ended: sign in again');
}
