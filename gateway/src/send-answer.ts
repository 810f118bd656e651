import type { ServerResponse } from 'node:http';

/** What came of a request: an answer, a refusal or a fault, complete and in memory. */
export interface Outcome {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends an outcome whole. Answers are about persons: nothing may keep them on the way. */
export function sendAnswer(response: ServerResponse, { status, headers, body }: Outcome): void {
  response.writeHead(status, {
    ...headers,
    'cache-control': 'no-store',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}
