import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { ConsoleError } from '../../errors.ts';
import type { Session } from '../session/session.ts';

/**
 * Refuses what did not come from a page of the console's own (`CSRF_REFUSED`): by what the browser says of where the
 * request comes from (Fetch Metadata, or `Origin` where that is missing) and, for whatever is not read only, by the
 * session's own token in a header that a form cannot send.
 */
export function requireOwnPage(request: FastifyRequest, session: Session, consoleUrl: string): void {
  const site = request.headers['sec-fetch-site'];
  const readsOnly = request.method === 'GET' || request.method === 'HEAD';
  if (readsOnly) {
    // `none`: typed into the address bar.
    if (site === undefined || site === 'same-origin' || site === 'none') return;
    throw refused();
  }
  const isOwnPage = site === undefined ? request.headers.origin === consoleUrl : site === 'same-origin';
  if (!isOwnPage || !isSame(request.headers['x-csrf-token'], session.csrfToken)) throw refused();
}

function refused(): ConsoleError {
  return new ConsoleError(
    'CSRF_REFUSED',
    'this request does not come from a page of the console: reload the page',
  );
}

function isSame(given: unknown, expected: string): boolean {
  if (typeof given !== 'string') return false;
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
