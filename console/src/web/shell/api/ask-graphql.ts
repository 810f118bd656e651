import { ApiError } from './api-error.ts';
import { fetchJson, type FetchOptions } from './fetch-json.ts';

interface GraphqlAnswer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** Asks one of the console's GraphQL addresses; an answer with errors is an `ApiError`, as pages show whole answers only. */
export async function askGraphql<Data>(
  path: string,
  body: unknown,
  options: Pick<FetchOptions, 'signal' | 'background'> = {},
): Promise<Data> {
  const answer = await fetchJson<GraphqlAnswer<Data>>(path, { ...options, method: 'POST', body });
  const first = answer.errors?.[0];
  if (first) throw new ApiError(200, first.extensions?.code ?? 'INTERNAL', first.message);
  if (answer.data === undefined || answer.data === null)
    throw new ApiError(200, 'UNREADABLE', 'an empty answer');
  return answer.data;
}
