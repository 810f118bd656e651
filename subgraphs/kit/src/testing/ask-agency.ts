export interface AgencyAnswer {
  readonly status: number;
  readonly code: unknown;
  readonly data: unknown;
  readonly text: string;
  readonly headers: Headers;
}

export interface AskAgencyOptions {
  readonly url: string;
  readonly token: string | undefined;
  readonly query: string;
  readonly variables: object;
}

/** Asks an agency as a gateway does. */
export async function askAgency({ url, token, query, variables }: AskAgencyOptions): Promise<AgencyAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const { data, errors } = JSON.parse(text) as {
    data?: unknown;
    errors?: { extensions?: { code?: string } }[];
  };
  return {
    status: response.status,
    code: errors?.[0]?.extensions?.code,
    data,
    text,
    headers: response.headers,
  };
}
