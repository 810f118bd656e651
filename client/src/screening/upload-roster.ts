import { HearthgateError } from '../errors.ts';
import { unexpectedAnswer } from '../http/gateway-error.ts';
import { type Connection, sendRequest } from '../http/send-request.ts';
import { abortablePause, withRetries } from '../http/with-retries.ts';
import { limits } from '../limits.ts';

/**
 * The bytes of a roster, readable more than once: an upload that broke off goes on in the middle. A file is best given as
 * `await openAsBlob(file)` (`node:fs`), which is read as it is sent.
 */
export type RosterSource = Blob | Uint8Array | ((offset: number) => ByteStream);

export type ByteStream = ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

export interface UploadOptions {
  /** CSV unless told; NDJSON: `{"studentNumber":"…"}` a line. */
  readonly contentType?: 'text/csv' | 'application/x-ndjson';
  /** Told how many bytes have been handed to the network, those of an earlier, broken upload included. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

interface Kept {
  readonly bytes: number;
  readonly complete: boolean;
}

/**
 * Uploads a roster, from where an earlier upload of the same bytes broke off; one that breaks off on the way goes on by
 * itself, after the draft "Resumable Uploads for HTTP". Gives up after as many tries in a row as bring no byte further.
 *
 * Does not check that the bytes are those of the earlier upload.
 * Errors: the gateway's code (`REQUEST_TOO_LARGE`, `NOT_FOUND`…); `GATEWAY_UNREACHABLE`; the signal's reason.
 */
export async function uploadRoster(
  connection: Connection,
  id: string,
  source: RosterSource,
  options: UploadOptions = {},
): Promise<void> {
  const { signal } = options;
  const pausesMs = connection.retryPausesMs ?? limits.retryPausesMs;
  let kept = await bytesKept(connection, id, signal);
  for (let inVain = 0; !kept.complete;) {
    try {
      await sendFrom(connection, id, source, kept.bytes, options);
      return;
    } catch (error) {
      signal?.throwIfAborted();
      const pauseMs = pausesMs[inVain];
      if (pauseMs === undefined || !brokeOff(error)) throw error;
      await abortablePause(Math.max(pauseMs, (error.retryAfterSeconds ?? 0) * 1_000), signal);
    }
    const now = await bytesKept(connection, id, signal);
    inVain = now.bytes > kept.bytes ? 0 : inVain + 1;
    kept = now;
  }
}

/** What another try may mend: what has arrived is kept. */
function brokeOff(error: unknown): error is HearthgateError {
  if (!(error instanceof HearthgateError)) return false;
  if ((error.retryAfterSeconds ?? 0) > limits.maxRetryAfterSeconds) return false;
  return (
    error.code === 'GATEWAY_UNREACHABLE' ||
    error.code === 'ISSUER_UNREACHABLE' ||
    error.code === 'UPLOAD_OFFSET_MISMATCH' ||
    [429, 502, 503, 504].includes(error.status ?? 0)
  );
}

async function bytesKept(connection: Connection, id: string, signal: AbortSignal | undefined): Promise<Kept> {
  const response = await withRetries(
    () => sendRequest(connection, { method: 'HEAD', path: rosterPath(id), signal }),
    { idempotent: true, signal, pausesMs: connection.retryPausesMs },
  );
  const bytes = Number(response.headers.get('upload-offset') ?? Number.NaN);
  if (!Number.isSafeInteger(bytes) || bytes < 0) throw unexpectedAnswer(response);
  return { bytes, complete: response.headers.get('upload-complete') === '?1' };
}

async function sendFrom(
  connection: Connection,
  id: string,
  source: RosterSource,
  offset: number,
  { contentType = 'text/csv', onBytes, signal }: UploadOptions,
): Promise<void> {
  const headers =
    offset === 0
      ? { 'content-type': contentType }
      : {
          'content-type': 'application/partial-upload',
          'upload-offset': String(offset),
          'upload-complete': '?1',
        };
  let failed: unknown;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    let bytes = offset;
    try {
      for await (const chunk of bytesFrom(source, offset)) {
        bytes += chunk.length;
        yield chunk;
        onBytes?.(bytes);
      }
    } catch (error) {
      failed = error;
      throw error;
    }
  };
  try {
    const response = await sendRequest(connection, {
      method: offset === 0 ? 'PUT' : 'PATCH',
      path: rosterPath(id),
      headers,
      body: () => ReadableStream.from(counted()),
      signal,
    });
    await response.body?.cancel();
  } catch (error) {
    // What the source throws is the caller's own, and no answer of the gateway's.
    throw failed ?? error;
  }
}

function bytesFrom(source: RosterSource, offset: number): ByteStream {
  if (typeof source === 'function') return source(offset);
  if (source instanceof Uint8Array) return new Blob([source.subarray(offset)]).stream();
  if (source.size < offset) {
    throw new HearthgateError(
      'ROSTER_CHANGED',
      `the roster has ${String(source.size)} bytes, and ${String(offset)} of it were uploaded before`,
    );
  }
  return source.slice(offset).stream();
}

function rosterPath(id: string): string {
  return `/screenings/${encodeURIComponent(id)}/roster`;
}
