import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as oidc from 'openid-client';
import type { ConsoleConfig } from '../../config.ts';
import { ConsoleError } from '../../errors.ts';
import { limits } from '../../limits.ts';
import type { SessionCookie } from '../session/session-cookie.ts';
import type { SessionStore } from '../session/session-store.ts';
import type { IssuerConfiguration } from './issuer-client.ts';
import { pendingSignIns } from './pending-sign-ins.ts';
import { redeemCode } from './redeem-code.ts';
import { returnPath } from './return-path.ts';

export interface SignInRoutesOptions {
  readonly config: ConsoleConfig;
  readonly issuer: () => Promise<IssuerConfiguration>;
  readonly sessions: SessionStore;
  readonly cookie: SessionCookie;
}

const signInCookie = 'hearthgate_console_sign_in';

/**
 * `GET /sign-in` sends the browser to the issuer, `GET /callback` takes it back: code flow with PKCE, state and nonce
 * (RFC 9700, OpenID Connect Core 3.1), bound by a cookie to the browser that began it, so that nobody is signed in by a
 * link of somebody else's. What fails ends at `/?signIn=failed`, never with the issuer's own words.
 */
export function signInRoutes(app: FastifyInstance, options: SignInRoutesOptions): void {
  const { config, issuer } = options;
  const pending = pendingSignIns();
  const callback = `${config.url}/callback`;
  const attributes = {
    path: '/callback',
    httpOnly: true,
    sameSite: 'lax',
    secure: config.url.startsWith('https:'),
    maxAge: limits.signIns.lifetimeSeconds,
  } as const;
  const rate = { rateLimit: { max: limits.rate.signIns, timeWindow: limits.rate.windowMs } };

  app.get<{ Querystring: Record<string, unknown> }>('/sign-in', { config: rate }, async (request, reply) => {
    const configuration = await orFailed(issuer(), reply);
    if (!configuration) return reply;
    const codeVerifier = oidc.randomPKCECodeVerifier();
    const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
    const returnTo = returnPath(request.query['return_to'], config.url);
    const url = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: callback,
      response_type: 'code',
      scope: config.scope,
      code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    });
    reply.setCookie(signInCookie, pending.add({ codeVerifier, state, nonce, returnTo }), attributes);
    return reply.redirect(url.href);
  });

  app.get('/callback', { config: rate }, async (request, reply) => {
    const signIn = pending.take(request.cookies[signInCookie] ?? '');
    reply.clearCookie(signInCookie, attributes);
    if (!signIn) return failed(reply);
    const configuration = await orFailed(issuer(), reply);
    if (!configuration) return reply;
    const begun = await redeemCode(new URL(request.url, config.url), { configuration, signIn, log: app.log });
    if (!begun) return failed(reply);
    endFormerSession(request, options);
    options.cookie.set(reply, options.sessions.begin(begun).id);
    return reply.redirect(`${config.url}${signIn.returnTo}`);
  });

  async function orFailed<Value>(value: Promise<Value>, reply: FastifyReply): Promise<Value | undefined> {
    try {
      return await value;
    } catch (error) {
      if (!(error instanceof ConsoleError)) throw error;
      app.log.error({ code: error.code }, 'the issuer does not answer');
      void reply.redirect(`${config.url}/?signIn=unavailable`);
      return undefined;
    }
  }

  function failed(reply: FastifyReply): FastifyReply {
    return reply.redirect(`${config.url}/?signIn=failed`);
  }
}

/** Whoever signs in again in the same browser leaves no session behind under the old cookie. */
function endFormerSession(request: FastifyRequest, { cookie, sessions }: SignInRoutesOptions): void {
  const former = sessions.find(cookie.read(request) ?? '', true);
  if (former) sessions.end(former);
}
