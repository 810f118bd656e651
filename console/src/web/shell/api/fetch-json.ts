import { ApiError } from './api-error.ts';
import { csrfToken } from './csrf-token.ts';

export interface FetchOptions {
  readonly method?: 'GET' | 'POST';
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  /** Asked by the page itself and by nobody: it does not keep the session alive. */
  readonly background?: boolean;
}

/**
 * Asks the console's server for JSON. Throws `ApiError`: with the server's own code, or `UNREACHABLE` where no answer
 * came, `UNREADABLE` where it was no JSON.
 */
export async function fetchJson<Answer>(path: string, options: FetchOptions = {}): Promise<Answer> {
  const { method = 'GET', body, signal, background = false } = options;
  const response = await fetchFromConsole(path, {
    method,
    signal: signal ?? null,
    headers: {
      accept: 'application/json',
      ...(method !== 'GET' && { 'x-csrf-token': csrfToken() }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(background && { 'x-hearthgate-background': '1' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer = await readJson(response);
  if (response.ok) return answer as Answer;
  throw errorOf(response.status, answer);
}

async function fetchFromConsole(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { ...init, credentials: 'same-origin', redirect: 'error' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, 'UNREACHABLE', 'the console does not answer');
  }
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    throw new ApiError(response.status, 'UNREADABLE', 'the answer cannot be read');
  }
}

interface Refused {
  readonly error?: { readonly code?: string; readonly message?: string };
  readonly errors?: readonly {
    readonly message?: string;
    readonly extensions?: { readonly code?: string };
  }[];
}

/** The console's own form of an error, or GraphQL's, which comes through from gateway, log and agencies. */
function errorOf(status: number, answer: unknown): ApiError {
  const { error, errors } = (answer ?? {}) as Refused;
  const first = errors?.[0];
  return new ApiError(
    status,
    error?.code ?? first?.extensions?.code ?? 'INTERNAL',
    error?.message ?? first?.message ?? 'something went wrong',
  );
}
