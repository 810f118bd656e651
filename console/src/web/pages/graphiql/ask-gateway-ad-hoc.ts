import type { Purpose } from '@hearthgate/schema/vocabulary';
import { csrfToken } from '../../shell/api/csrf-token.ts';

export interface AdHocQuestion {
  readonly query: string;
  readonly variables?: unknown;
  readonly operationName?: string | null | undefined;
}

/** Sends a query's text to the gateway, for a purpose, and gives the whole answer back: errors are what one looks at here. */
export async function askGatewayAdHoc(question: AdHocQuestion, purpose: Purpose): Promise<object> {
  const { query, variables, operationName } = question;
  const response = await fetch('/api/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', 'x-csrf-token': csrfToken() },
    body: JSON.stringify({ query, variables: variables ?? {}, operationName, purpose }),
  });
  return (await response.json()) as object;
}
