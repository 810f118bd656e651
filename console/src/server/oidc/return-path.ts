import { limits } from '../../limits.ts';

/**
 * Where to go after signing in: a path of the console's own, whatever was asked for. Absolute URLs, `//host`, `/\host`
 * and what a browser would read as one of them become `/`.
 */
export function returnPath(asked: unknown, consoleUrl: string): string {
  if (typeof asked !== 'string' || asked.length > limits.maxReturnPathLength || !asked.startsWith('/'))
    return '/';
  if (!URL.canParse(asked, consoleUrl)) return '/';
  const url = new URL(asked, consoleUrl);
  if (url.origin !== new URL(consoleUrl).origin) return '/';
  const path = `${url.pathname}${url.search}`;
  // `/.//host` is a path while it is parsed, and a host once it stands alone.
  return path.startsWith('//') || /^\/(api|sign-in|sign-out|callback)(\/|\?|$)/.test(path) ? '/' : path;
}
