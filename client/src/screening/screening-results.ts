import { HearthgateError } from '../errors.ts';
import { type Connection, sendRequest, unreachable } from '../http/send-request.ts';
import { withRetries } from '../http/with-retries.ts';

export interface ResultsOptions {
  /** CSV unless told. */
  readonly format?: 'csv' | 'ndjson';
  readonly signal?: AbortSignal | undefined;
}

const mediaTypes = { csv: 'text/csv', ndjson: 'application/x-ndjson' } as const;

/**
 * The results of a completed screening, streamed: a row for each row of the roster, in its order. A stream that breaks off
 * ends with an error, never as if it were whole; ask for it again then.
 *
 * Errors: the gateway's code (`SCREENING_NOT_COMPLETED`, `SCREENING_EXPIRED`, `NOT_FOUND`…); `GATEWAY_UNREACHABLE`, also in
 * the middle; the signal's reason.
 */
export async function screeningResults(
  connection: Connection,
  id: string,
  { format = 'csv', signal }: ResultsOptions = {},
): Promise<ReadableStream<Uint8Array>> {
  const path = `/screenings/${encodeURIComponent(id)}/results`;
  const response = await withRetries(
    () => sendRequest(connection, { method: 'GET', path, headers: { accept: mediaTypes[format] }, signal }),
    { idempotent: true, signal, pausesMs: connection.retryPausesMs },
  );
  return ReadableStream.from(whole(response, new URL(`${connection.gatewayUrl}${path}`), signal));
}

async function* whole(
  response: Response,
  url: URL,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  try {
    yield* (response.body ?? []) as AsyncIterable<Uint8Array>;
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof HearthgateError ? error : unreachable(url, error);
  }
}
