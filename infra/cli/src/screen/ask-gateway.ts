import { z } from 'zod';
import { documentBody } from './document-body.ts';
import { ScreeningError } from './errors.ts';
import { limits } from './limits.ts';
import { refusalAdvice } from './refusal-advice.ts';
import { withRetries } from './with-retries.ts';

export interface AskGatewayOptions<Data> {
  readonly gatewayUrl: string;
  /** A token that is good for the next request; asked for before each try. */
  readonly token: () => Promise<string>;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly data: z.ZodType<Data>;
  /** Before each further try. */
  readonly retryPausesMs: readonly number[];
  readonly signal: AbortSignal;
}

const bodySchema = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(
      z.object({
        extensions: z.object({ code: z.string(), fields: z.array(z.string()).optional() }).optional(),
      }),
    )
    .optional(),
});

/**
 * One request to the gateway, tried again while nothing answers or the answer is 5xx or `RATE_LIMITED`. What comes back is
 * whole: an answer with any error in it is none.
 *
 * Errors: `GATEWAY_UNAVAILABLE` after the last try; `GATEWAY_REFUSED` with the gateway's code; `GATEWAY_BROKEN`.
 */
export async function askGateway<Data>(options: AskGatewayOptions<Data>): Promise<Data> {
  return withRetries(() => askOnce(options), {
    pausesMs: options.retryPausesMs,
    signal: options.signal,
    mayPass: (error) => {
      if (!(error instanceof ScreeningError) || error.code !== 'GATEWAY_UNAVAILABLE') return undefined;
      const { retryAfterMs = 0 } = error;
      return retryAfterMs > limits.maxRetryAfterMs ? undefined : { afterMs: retryAfterMs };
    },
  });
}

async function askOnce<Data>(options: AskGatewayOptions<Data>): Promise<Data> {
  const { status, retryAfterMs, text } = await post(options);
  const body = parseBody(text);
  const error = body?.errors?.[0]?.extensions;
  if (status >= 500 || error?.code === 'RATE_LIMITED' || error?.code === 'INTERNAL') {
    const code = error?.code ?? `HTTP ${String(status)}`;
    throw new ScreeningError(
      'GATEWAY_UNAVAILABLE',
      `the gateway at ${options.gatewayUrl} answers ${code}: ${refusalAdvice(code)}`,
      { retryAfterMs },
    );
  }
  if (body?.errors !== undefined) {
    const code = error?.code ?? `HTTP ${String(status)}`;
    const fields = error?.fields ? ` (${error.fields.join(', ')})` : '';
    throw new ScreeningError(
      'GATEWAY_REFUSED',
      `the gateway refused: ${code}${fields}: ${refusalAdvice(code)}`,
    );
  }
  const data = options.data.safeParse(body?.data);
  if (data.success) return data.data;
  throw new ScreeningError(
    'GATEWAY_BROKEN',
    `the gateway at ${options.gatewayUrl} does not answer as one: is this the right address, and the same version?`,
  );
}

interface HttpAnswer {
  readonly status: number;
  readonly retryAfterMs: number | undefined;
  readonly text: string;
}

async function post(options: AskGatewayOptions<unknown>): Promise<HttpAnswer> {
  const { gatewayUrl, query, variables, signal } = options;
  const token = await options.token();
  try {
    const response = await fetch(`${gatewayUrl}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        authorization: `Bearer ${token}`,
      },
      body: JSON.stringify({ ...documentBody(query), variables }),
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(limits.requestTimeoutMs)]),
    });
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    return {
      status: response.status,
      retryAfterMs: Number.isFinite(seconds) ? seconds * 1_000 : undefined,
      text: await response.text(),
    };
  } catch (cause) {
    signal.throwIfAborted();
    throw new ScreeningError(
      'GATEWAY_UNAVAILABLE',
      `the gateway at ${gatewayUrl} does not answer: see "hearthgate doctor", then screen again`,
      { cause },
    );
  }
}

function parseBody(text: string): z.output<typeof bodySchema> | undefined {
  try {
    return bodySchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
