import { z } from 'zod';

const schema = z.object({ data: z.record(z.string(), z.unknown()), errors: z.undefined().optional() });

export interface GraphqlRequest {
  readonly query: string;
  readonly variables?: object;
}

/** The data of an answer without errors; `undefined` for whatever else comes back, or does not. */
export async function graphqlAnswer(
  url: string,
  request: GraphqlRequest,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(request),
      signal: AbortSignal.timeout(5_000),
    });
    return schema.safeParse(await response.json()).data?.data;
  } catch {
    return undefined;
  }
}
