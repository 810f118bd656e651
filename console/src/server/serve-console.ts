import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import fastifyRateLimit from '@fastify/rate-limit';
import { withoutRouteSchemas } from '@hearthgate/process';
import Fastify, { type FastifyInstance, type FastifyRequest, LogController } from 'fastify';
import type { ConsoleConfig } from '../config.ts';
import { limits } from '../limits.ts';
import type { WebBundle } from '../build/web-bundle.ts';
import type { ApiOptions } from './api/api-options.ts';
import { logRoutes } from './api/log-routes.ts';
import { questionRoutes } from './api/question-routes.ts';
import { screeningRoutes } from './api/screening-routes.ts';
import { sessionRoutes } from './api/session-routes.ts';
import { answerErrors } from './guard/answer-errors.ts';
import { requireOwnHost } from './guard/require-own-host.ts';
import { issuerClient } from './oidc/issuer-client.ts';
import { purposeTokens } from './oidc/purpose-tokens.ts';
import { signInRoutes } from './oidc/sign-in-routes.ts';
import { servePages } from './serve-pages.ts';
import { sessionCookie } from './session/session-cookie.ts';
import { sessionStore } from './session/session-store.ts';

/** The console's server, not listening yet. Everything that it answers goes through the guards that stand here first. */
export async function serveConsole(config: ConsoleConfig, bundle: WebBundle): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: limits.maxRequestBytes,
    requestTimeout: limits.rosterTimeoutMs,
    // No line for each request: URLs and addresses are personal data.
    logger: { level: 'error', base: null },
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
    schemaController: withoutRouteSchemas,
  });
  app.server.headersTimeout = limits.headersTimeoutMs;
  // Forms and foreign scripts send it without asking.
  app.removeContentTypeParser('text/plain');
  answerErrors(app);
  requireOwnHost(app, config.url);
  await app.register(fastifyHelmet, {
    // Of all that is no page; pages have their own (document-policy.ts).
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"] },
    },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: config.url.startsWith('https:'),
  });
  await app.register(fastifyCookie);
  const issuer = await issuerClient(config);
  const sessions = sessionStore({
    idleSeconds: config.sessionIdleSeconds,
    absoluteSeconds: config.sessionSeconds,
    maxSessions: limits.sessions.max,
    maxSessionsPerPerson: limits.sessions.maxPerPerson,
  });
  const cookie = sessionCookie(config.url);
  await app.register(fastifyRateLimit, {
    max: limits.rate.requests,
    timeWindow: limits.rate.windowMs,
    allowList: (request) => request.url === '/healthz',
  });
  const options: ApiOptions = {
    config,
    sessions,
    cookie,
    issuer,
    tokens: purposeTokens({ issuer, sessions }),
  };

  app.get('/healthz', () => ({ status: 'ok', pages: bundle.state() }));
  signInRoutes(app, options);
  sessionRoutes(app, options);
  questionRoutes(app, options);
  logRoutes(app, options);
  await screeningRoutes(app, options);
  const isSignedIn = (request: FastifyRequest): boolean =>
    sessions.find(cookie.read(request) ?? '', true) !== undefined;
  await servePages(app, { bundle, isSignedIn });
  return app;
}
