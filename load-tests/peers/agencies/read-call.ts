export interface Call {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown>;
}

/** A gateway's request, parsed. By hand: nothing that the peers' agencies do should cost more than it must. */
export function readCall(body: unknown): Call {
  if (!isRecord(body) || typeof body['query'] !== 'string') throw new TypeError('a request has a query');
  const { query, operationName, variables } = body;
  return {
    query,
    operationName: typeof operationName === 'string' ? operationName : undefined,
    variables: isRecord(variables) ? variables : {},
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
