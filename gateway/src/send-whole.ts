import type { ServerResponse } from 'node:http';
import type { Outcome } from './outcome.ts';

/** Sends bytes that are complete. Answers are about persons: unless headers say otherwise, nothing may keep them on the way. */
export function sendWhole(response: ServerResponse, { status, headers, body }: Outcome): void {
  response.writeHead(status, {
    'cache-control': 'no-store',
    ...headers,
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}
