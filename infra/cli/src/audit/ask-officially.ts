import { LocalError } from '@hearthgate/local/errors';
import { z } from 'zod';

export interface AskOfficiallyOptions<Data> {
  /** Where the question goes: `…/audit/graphql`, or an agency's `…/operator/graphql`. */
  readonly url: string;
  readonly token: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly data: z.ZodType<Data>;
  readonly signal: AbortSignal;
}

const bodySchema = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }).optional() }))
    .optional(),
});

const timeoutMs = 60_000;

/**
 * One question of a privacy officer. What comes back is whole: an answer with any error in it is none.
 *
 * Errors: `GATEWAY_UNAVAILABLE` when nothing answers as it should; `GATEWAY_REFUSED` with the words of whoever refused,
 * which repeat nothing of the question.
 */
export async function askOfficially<Data>(options: AskOfficiallyOptions<Data>): Promise<Data> {
  const body = await post(options);
  const [error] = body?.errors ?? [];
  if (error) {
    const code = error.extensions?.code ?? 'refused';
    throw new LocalError('GATEWAY_REFUSED', `${options.url}: ${code}: ${error.message}`);
  }
  const data = options.data.safeParse(body?.data);
  if (data.success) return data.data;
  throw new LocalError(
    'GATEWAY_UNAVAILABLE',
    `${options.url} does not answer as it should: see "hearthgate doctor"`,
  );
}

async function post(
  options: AskOfficiallyOptions<unknown>,
): Promise<z.output<typeof bodySchema> | undefined> {
  const { url, token, query, variables, signal } = options;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    return bodySchema.safeParse(await response.json()).data;
  } catch (cause) {
    signal.throwIfAborted();
    throw new LocalError('GATEWAY_UNAVAILABLE', `${url} does not answer: see "hearthgate doctor"`, { cause });
  }
}
