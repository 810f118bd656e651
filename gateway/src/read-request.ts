import type { IncomingMessage } from 'node:http';
import { HeaderMap } from '@apollo/server';
import type { AuditCommitting } from './audit/commit-audit.ts';
import { Refusal } from './errors.ts';
import { limits } from './limits.ts';

/** A request whose body is JSON; nothing in it is trusted yet. */
export interface ReadRequest {
  readonly headers: HeaderMap;
  readonly body: unknown;
  /** When agencies stop being waited for. */
  readonly deadline: AbortSignal;
}

/**
 * Reads a GraphQL request, bounded in bytes. Only POST: a GET would put student numbers into URLs, and those into logs.
 * Does not check what the JSON holds; Apollo does.
 *
 * Errors: `METHOD_NOT_ALLOWED`, `UNSUPPORTED_MEDIA_TYPE`, `REQUEST_TOO_LARGE`, `BAD_USER_INPUT`.
 */
export async function readRequest(
  request: IncomingMessage,
  { deadlines, requestDeadlineMs }: Pick<AuditCommitting, 'deadlines' | 'requestDeadlineMs'>,
): Promise<ReadRequest> {
  const deadline = deadlines.after(requestDeadlineMs - limits.answerReserveMs);
  if (request.method !== 'POST') {
    throw new Refusal('METHOD_NOT_ALLOWED', 'ask by POST: a URL must not hold student numbers', {
      headers: { allow: 'POST' },
    });
  }
  const mediaType = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json') {
    throw new Refusal('UNSUPPORTED_MEDIA_TYPE', 'send Content-Type: application/json');
  }
  const body = parseJson(await readBody(request));
  return { headers: headerMap(request), body, deadline };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > limits.maxRequestBytes) {
      throw new Refusal('REQUEST_TOO_LARGE', `a request may have ${String(limits.maxRequestBytes)} bytes`, {
        headers: { connection: 'close' },
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    // The parser's own message quotes the body.
    throw new Refusal('BAD_USER_INPUT', 'the body is not JSON in UTF-8');
  }
}

function headerMap(request: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}
