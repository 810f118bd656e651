import { HearthgateError, type Receipt } from '../errors.ts';
import { limits } from '../limits.ts';

/**
 * What an answer outside 2xx, or one with errors in it, says: the gateway's first error with its code, message and receipt.
 * Of anything else's body (a proxy's page) nothing is quoted: `UNEXPECTED_ANSWER`.
 */
export async function gatewayError(response: Response): Promise<HearthgateError> {
  const text = await readBounded(response);
  return errorOf(response, parseJson(text)) ?? errorWithoutBody(response, text) ?? unexpectedAnswer(response);
}

/** What the gateway means by a status where it can say no more: an answer to `HEAD` has no body. */
const codesByStatus: ReadonlyMap<number, string> = new Map([
  [401, 'UNAUTHENTICATED'],
  [403, 'PURPOSE_NOT_PERMITTED'],
  [404, 'NOT_FOUND'],
  [410, 'SCREENING_EXPIRED'],
  [429, 'RATE_LIMITED'],
  [500, 'INTERNAL'],
  [503, 'OVERLOADED'],
]);

function errorWithoutBody(response: Response, text: string): HearthgateError | undefined {
  const code = codesByStatus.get(response.status);
  const isGateways = response.headers.get('content-type')?.includes('json') === true;
  if (code === undefined || text !== '' || !isGateways) return undefined;
  return new HearthgateError(code, `${code}: the gateway refused with HTTP ${String(response.status)}`, {
    status: response.status,
    retryAfterSeconds: retryAfter(response),
  });
}

/** The error that a parsed answer bears, `undefined` where it bears none. */
export function errorOf(response: Response, body: unknown): HearthgateError | undefined {
  const first = member(body, 'errors');
  const error: unknown = Array.isArray(first) ? first[0] : undefined;
  if (error === undefined) return undefined;
  const extensions = member(error, 'extensions');
  const code = member(extensions, 'code');
  if (typeof code !== 'string') return unexpectedAnswer(response);
  const message = member(error, 'message');
  const fields = member(extensions, 'fields');
  const traceId = member(extensions, 'traceId');
  return new HearthgateError(code, oneLine(code, message), {
    status: response.status,
    retryAfterSeconds: retryAfter(response),
    receipt: receiptOf(body),
    fields: Array.isArray(fields) ? fields.filter((field) => typeof field === 'string') : undefined,
    traceId: typeof traceId === 'string' ? traceId : undefined,
  });
}

/** The place of an answer in the audit log, where it bears one. */
export function receiptOf(body: unknown): Receipt | undefined {
  const receipt = member(member(body, 'extensions'), 'receipt');
  const index = member(receipt, 'index');
  const leafHash = member(receipt, 'leafHash');
  return typeof index === 'number' && typeof leafHash === 'string' ? { index, leafHash } : undefined;
}

export function unexpectedAnswer(response: Response): HearthgateError {
  const at = response.url === '' ? 'the gateway' : `the gateway at ${new URL(response.url).origin}`;
  return new HearthgateError(
    'UNEXPECTED_ANSWER',
    `${at} does not answer as one (HTTP ${String(response.status)}): is this the right address?`,
    { status: response.status, retryAfterSeconds: retryAfter(response) },
  );
}

async function readBounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > limits.maxErrorBytes) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function oneLine(code: string, message: unknown): string {
  return typeof message === 'string' ? `${code}: ${message.replaceAll(/\s+/g, ' ')}` : code;
}

function retryAfter(response: Response): number | undefined {
  const header = response.headers.get('retry-after');
  if (header === null) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const dateMs = Date.parse(header);
  return Number.isNaN(dateMs) ? undefined : Math.max(0, (dateMs - Date.now()) / 1_000);
}
