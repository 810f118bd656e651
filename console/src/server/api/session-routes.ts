import type { FastifyInstance } from 'fastify';
import * as oidc from 'openid-client';
import { limits } from '../../limits.ts';
import type { ApiOptions } from './api-options.ts';
import { requireSession } from './require-session.ts';
import { SCREENING_ROLES } from './screening-roles.ts';

/** `GET /api/session`: who is signed in. `POST /sign-out`: nobody any more, here and at the issuer. */
export function sessionRoutes(app: FastifyInstance, options: ApiOptions): void {
  const { config, sessions, cookie, issuer } = options;

  app.get('/api/session', (request, reply) => {
    const session = requireSession(request, options);
    const { username, role, location, adHocQueries } = session.person;
    reply.header('cache-control', 'no-store');
    return {
      user: { username, role, location },
      csrfToken: session.csrfToken,
      expiresAt: new Date(sessions.endOf(session)).toISOString(),
      screening: SCREENING_ROLES.includes(role),
      adHocQueries,
    };
  });

  app.post('/sign-out', async (request, reply) => {
    const session = requireSession(request, options);
    const { refreshToken, idToken } = session;
    // First of all here: whatever the issuer does, the cookie is dead.
    sessions.end(session);
    cookie.clear(reply);
    reply.header('cache-control', 'no-store');
    return { location: await leaveIssuer(refreshToken, idToken) };
  });

  /** Where the issuer ends its own session (OpenID Connect RP-Initiated Logout), or `/` where it cannot be asked. */
  async function leaveIssuer(refreshToken: string, idToken: string): Promise<string> {
    try {
      const configuration = await issuer();
      await withinTime(
        oidc.tokenRevocation(configuration, refreshToken, { token_type_hint: 'refresh_token' }),
      );
      const url = oidc.buildEndSessionUrl(configuration, {
        id_token_hint: idToken,
        post_logout_redirect_uri: `${config.url}/`,
      });
      return url.href;
    } catch (error) {
      app.log.error(
        { code: (error as { code?: unknown }).code ?? 'INTERNAL' },
        'the issuer was not told of a sign-out',
      );
      return '/';
    }
  }
}

async function withinTime(work: Promise<unknown>): Promise<void> {
  const late = AbortSignal.timeout(limits.issuerTimeoutMs);
  await Promise.race([
    work,
    new Promise((_resolve, reject) => {
      late.addEventListener('abort', () => {
        reject(new Error('late'));
      });
    }),
  ]);
}
