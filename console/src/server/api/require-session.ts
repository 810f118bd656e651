import type { FastifyRequest } from 'fastify';
import { ConsoleError } from '../../errors.ts';
import { requireOwnPage } from '../guard/require-own-page.ts';
import type { Session } from '../session/session.ts';
import type { ApiOptions } from './api-options.ts';

/** What a page asks by itself every few seconds keeps no session alive. */
const backgroundHeader = 'x-hearthgate-background';

/** The session of a request from a page of the console's own. Errors: `UNAUTHENTICATED`, `CSRF_REFUSED`. */
export function requireSession(
  request: FastifyRequest,
  { config, sessions, cookie }: Pick<ApiOptions, 'config' | 'sessions' | 'cookie'>,
): Session {
  const quietly =
    request.headers[backgroundHeader] !== undefined || request.routeOptions.url === '/api/session';
  const session = sessions.find(cookie.read(request) ?? '', quietly);
  if (!session) throw new ConsoleError('UNAUTHENTICATED', 'sign in first');
  requireOwnPage(request, session, config.url);
  return session;
}
