import type { FastifyBaseLogger } from 'fastify';
import * as oidc from 'openid-client';
import { personOfClaims } from '../session/person-of-claims.ts';
import type { BeginSessionOptions } from '../session/session-store.ts';
import type { IssuerConfiguration } from './issuer-client.ts';
import type { PendingSignIn } from './pending-sign-ins.ts';

export interface RedeemCodeOptions {
  readonly configuration: IssuerConfiguration;
  readonly signIn: PendingSignIn;
  readonly log: Pick<FastifyBaseLogger, 'error'>;
}

/**
 * What a session begins with, for the code of a callback: state, issuer, nonce and the ID token's signature and claims
 * are verified. `undefined` where anything is wrong, or the person has no role here; the log says what, and quotes nothing.
 */
export async function redeemCode(
  callback: URL,
  { configuration, signIn, log }: RedeemCodeOptions,
): Promise<BeginSessionOptions | undefined> {
  try {
    const tokens = await oidc.authorizationCodeGrant(configuration, callback, {
      pkceCodeVerifier: signIn.codeVerifier,
      expectedState: signIn.state,
      expectedNonce: signIn.nonce,
      idTokenExpected: true,
    });
    const person = personOfClaims(tokens.claims());
    const { refresh_token: refreshToken, id_token: idToken } = tokens;
    if (person && refreshToken !== undefined && idToken !== undefined)
      return { person, refreshToken, idToken };
    const lacks = { role: !person, refreshToken: refreshToken === undefined };
    log.error({ lacks }, 'what the issuer gave is not enough for a session');
    return undefined;
  } catch (error) {
    // Its code and no more: a message may quote the URL with the code in it.
    log.error({ code: (error as { code?: unknown }).code ?? 'INTERNAL' }, 'a sign-in failed');
    return undefined;
  }
}
