import { readFileSync } from 'node:fs';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/** All that client systems may ask the provider. */
const servedToClients = new Set([
  'POST /token',
  'GET /jwks',
  'GET /.well-known/oauth-authorization-server',
  'GET /.well-known/openid-configuration',
]);

/** What browsers may ask it besides, where people sign in; the provider's confirmations go with them. */
const servedToBrowsers =
  /^(GET \/auth(\/[\w-]{1,64})?|(GET|POST) \/session\/end|POST \/session\/end\/confirm|GET \/session\/end\/success)$/;
const signInForm = /^(GET|POST) \/sign-in\/[\w-]{1,64}$/;

const STYLE = readFileSync(new URL('./sign-in/sign-in.css', import.meta.url));

export interface PeopleFront {
  readonly consoleUrl: string;
  readonly answerSignIn: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Counts a sign-in that is begun: 0, or for how many seconds there may be none. */
  readonly open: (address: string) => number;
}

export interface IssuerFrontOptions {
  readonly publicUrl: string;
  readonly provider: RequestListener;
  /** Undefined: nobody signs in, and none of its paths is there. */
  readonly people: PeopleFront | undefined;
  readonly onFault: (error: unknown) => void;
}

/** What of the issuer can be reached at all, and how its answers to browsers are kept from doing anything else there. */
export function issuerFront({ publicUrl, provider, people, onFault }: IssuerFrontOptions): RequestListener {
  return (request, response) => {
    const path = request.url?.split('?')[0] ?? '/';
    const asked = `${request.method ?? ''} ${path}`;
    if (path === '/healthz') {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}');
      return;
    }
    if (servedToClients.has(asked) || (people && asked === 'POST /token/revocation')) {
      asAddressedTo(publicUrl, request);
      // Answers are JSON, whatever the caller accepts.
      request.headers.accept = 'application/json';
      provider(request, response);
      return;
    }
    if (people === undefined) {
      notFound(response);
      return;
    }
    protect(response, people.consoleUrl);
    if (asked === 'GET /sign-in.css') {
      response.writeHead(200, { 'content-type': 'text/css', 'cache-control': 'max-age=3600' }).end(STYLE);
    } else if (signInForm.test(asked)) {
      asAddressedTo(publicUrl, request);
      people.answerSignIn(request, response).catch((error: unknown) => {
        onFault(error);
        if (response.headersSent) response.destroy();
        else response.writeHead(500, { 'content-type': 'text/plain' }).end('internal error\n');
      });
    } else if (servedToBrowsers.test(asked)) {
      const waitSeconds = path === '/auth' ? people.open(request.socket.remoteAddress ?? '') : 0;
      if (waitSeconds > 0) {
        response.writeHead(429, { 'retry-after': String(waitSeconds), 'content-type': 'text/plain' });
        response.end('too many sign-ins were begun from here; try again in a moment\n');
        return;
      }
      asAddressedTo(publicUrl, request);
      provider(request, response);
    } else {
      notFound(response);
    }
  };
}

function notFound(response: ServerResponse): void {
  response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"not_found"}');
}

/**
 * No script, nothing from elsewhere, in nobody's frame. Forms may go here and, since browsers hold redirects after a form
 * to the same rule, on to the console.
 */
function protect(response: ServerResponse, consoleUrl: string): void {
  response.setHeader(
    'content-security-policy',
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'; " +
      `form-action 'self' ${new URL(consoleUrl).origin}`,
  );
  response.setHeader('cache-control', 'no-store');
  // Not `no-referrer`: browsers then send `Origin: null` with our own form too.
  response.setHeader('referrer-policy', 'same-origin');
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('x-frame-options', 'DENY');
  response.setHeader('cross-origin-opener-policy', 'same-origin');
}

/**
 * The provider derives its endpoints, and the URL a DPoP proof must name, from the request's headers. The public URL is
 * configured, so headers have no say in it.
 */
function asAddressedTo(publicUrl: string, request: IncomingMessage): void {
  const { protocol, host } = new URL(publicUrl);
  request.headers['x-forwarded-proto'] = protocol.slice(0, -1);
  request.headers['x-forwarded-host'] = host;
}
