import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { WebBundle } from '../build/web-bundle.ts';
import { SESSION_PLACEHOLDER, STYLE_NONCE_PLACEHOLDER } from '../build/placeholders.ts';
import { ConsoleError } from '../errors.ts';
import { documentPolicy } from './guard/document-policy.ts';
import { waitingPage } from './waiting-page.ts';

export interface ServePagesOptions {
  readonly bundle: WebBundle;
  readonly isSignedIn: (request: FastifyRequest) => boolean;
}

/**
 * The pages: files of the bundle under `/assets/`, kept by browsers for good as their names hold their digests, and for
 * every other path the one document, whose script knows what to show there. Until the bundle is built, a page that says
 * so and asks again.
 */
export async function servePages(app: FastifyInstance, options: ServePagesOptions): Promise<void> {
  const { bundle } = options;
  await app.register(fastifyStatic, { root: bundle.folder, serve: false });

  app.get<{ Params: { '*': string } }>('/assets/*', (request, reply) => {
    if (bundle.state() !== 'READY') throw new ConsoleError('NOT_BUILT', 'the pages are being built');
    return reply.sendFile(`assets/${request.params['*']}`, bundle.folder, {
      immutable: true,
      maxAge: '365d',
    });
  });

  app.get('/favicon.svg', (_request, reply) => {
    if (bundle.state() !== 'READY') throw new ConsoleError('NOT_BUILT', 'the pages are being built');
    return reply.sendFile('favicon.svg', bundle.folder, { maxAge: '1d' });
  });

  app.setNotFoundHandler(async (request, reply) => {
    const isPage = request.method === 'GET' && !request.url.startsWith('/api/');
    if (!isPage) throw new ConsoleError('NOT_FOUND', 'there is nothing here');
    return sendDocument(reply, bundle, options.isSignedIn(request));
  });
}

async function sendDocument(
  reply: FastifyReply,
  bundle: WebBundle,
  isSignedIn: boolean,
): Promise<FastifyReply> {
  const nonce = randomBytes(16).toString('base64');
  const state = bundle.state();
  reply
    .header('content-security-policy', documentPolicy(nonce))
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8');
  if (state !== 'READY') return reply.code(503).header('retry-after', '2').send(waitingPage(state, nonce));
  const document = await readFile(join(bundle.folder, 'index.html'), 'utf8');
  return reply.send(
    document
      .replaceAll(STYLE_NONCE_PLACEHOLDER, nonce)
      .replace(SESSION_PLACEHOLDER, isSignedIn ? 'signed-in' : 'none'),
  );
}
