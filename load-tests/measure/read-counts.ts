import { z } from 'zod';

const schema = z.object({
  data: z.array(
    z.object({ id: z.string(), attributes: z.object({ sample: z.record(z.string(), z.number()) }) }),
  ),
});

export interface Counts {
  readonly answers: number;
  readonly incomplete: number;
}

export interface CountsAt extends Counts {
  readonly atSeconds: number;
}

/** How far a running k6 has counted, by its own HTTP interface; `undefined` while it starts or ends. */
export async function readCounts(apiAddress: string): Promise<Counts | undefined> {
  let body: unknown;
  try {
    const response = await fetch(`http://${apiAddress}/v1/metrics`, { signal: AbortSignal.timeout(900) });
    body = await response.json();
  } catch {
    return undefined;
  }
  const parsed = schema.safeParse(body);
  if (!parsed.success) return undefined;
  const count = (name: string): number =>
    parsed.data.data.find(({ id }) => id === name)?.attributes.sample['count'] ?? 0;
  return { answers: count('answers'), incomplete: count('incomplete') };
}
