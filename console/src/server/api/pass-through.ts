import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { FastifyReply } from 'fastify';
import { ConsoleError } from '../../errors.ts';
import { limits } from '../../limits.ts';

export interface PassThroughOptions {
  readonly url: string;
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH';
  readonly accessToken: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Readable;
  /** How long until the answer begins. */
  readonly timeoutMs?: number;
}

/** Of an answer, what goes on to the browser; a cookie or a header about caches of another server's does not. */
const passedHeaders = [
  'content-type',
  'retry-after',
  'upload-offset',
  'upload-complete',
  'hearthgate-receipt',
  'content-disposition',
];

/**
 * Asks gateway, log or agency in the session's name and hands the answer on as it comes, status and all, without holding
 * it. `UPSTREAM_UNAVAILABLE` where it does not answer; an answer that breaks off breaks off.
 */
export async function passThrough(reply: FastifyReply, options: PassThroughOptions): Promise<FastifyReply> {
  const answer = await ask(reply, options);
  for (const name of passedHeaders) {
    const value = answer.headers.get(name);
    if (value !== null) reply.header(name, value);
  }
  reply.code(answer.status).header('cache-control', 'no-store');
  if (answer.body === null) return reply.send();
  return reply.send(Readable.fromWeb(answer.body as ReadableStream<Uint8Array>));
}

async function ask(reply: FastifyReply, options: PassThroughOptions): Promise<Response> {
  const { url, method, accessToken, headers, body, timeoutMs = limits.upstreamTimeoutMs } = options;
  const gone = new AbortController();
  // A reader who leaves ends the question too.
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  const late = setTimeout(() => {
    gone.abort();
  }, timeoutMs);
  try {
    return await fetch(url, {
      method,
      redirect: 'error',
      headers: { ...headers, ...(accessToken !== undefined && { authorization: `Bearer ${accessToken}` }) },
      signal: gone.signal,
      ...(body !== undefined && { body: body as RequestInit['body'], duplex: 'half' }),
    } as RequestInit);
  } catch (error) {
    throw new ConsoleError(
      'UPSTREAM_UNAVAILABLE',
      'the service behind this page does not answer: try again in a minute',
      {
        cause: error,
      },
    );
  } finally {
    clearTimeout(late);
  }
}
