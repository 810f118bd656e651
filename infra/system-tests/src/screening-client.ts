import type { TokenClaims } from '@hearthgate/access-token/testing';
import { trustedDocumentText } from '@hearthgate/schema/trusted-documents';
import type { SystemUnderTest } from './start-system.ts';

/** A screening as the gateway shows it. */
export interface ShownScreening {
  readonly id: string;
  readonly status: string;
  readonly program: string | null;
  readonly clientReference: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly uploadUrl: string;
  readonly progress: {
    readonly total: number | null;
    readonly complete: number;
    readonly unanswered: number;
  };
  readonly resultsUrl: string | null;
  readonly failure: { readonly code: string; readonly message: string; readonly line: number | null } | null;
  readonly summary?: Readonly<Record<string, unknown>> | null;
}

export interface GatewayErrors {
  readonly errors: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

/** A school's system, as far as screenings go. */
export interface ScreeningClient {
  readonly claims: TokenClaims;
  /** The answer's data to a trusted document; throws the code of an error. */
  send<Data>(file: string, variables?: Readonly<Record<string, unknown>>): Promise<Data>;
  create(input?: { program?: string; clientReference?: string }): Promise<ShownScreening>;
  show(id: string): Promise<ShownScreening | null>;
  /** Until it is over, or `until` holds. */
  wait(id: string, until?: (screening: ShownScreening) => boolean): Promise<ShownScreening>;
  /** HTTP on `/screenings/<id>/…`, with a token. */
  http(path: string, init?: RequestInit): Promise<Response>;
  upload(screening: ShownScreening, roster: string | Uint8Array, contentType?: string): Promise<Response>;
  results(id: string, accept?: string): Promise<string>;
  /** Creates, uploads, waits, fetches. */
  screen(
    roster: string,
    input?: { program?: string },
  ): Promise<{ screening: ShownScreening; results: string }>;
}

/** A client of a role at a location under a purpose, which is registered or not. */
export function screeningClient(system: SystemUnderTest, claims: TokenClaims): ScreeningClient {
  const http = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${await system.issuer.sign(claims)}`);
    return fetch(path.startsWith('http') ? path : `${system.url}${path}`, { ...init, headers });
  };
  const client: ScreeningClient = {
    claims,
    http,
    send: async <Data>(file: string, variables = {}) => {
      const { text } = await system.ask(claims, { query: trustedDocumentText(file), variables });
      const answer = JSON.parse(text) as { data: Data } & Partial<GatewayErrors>;
      if (answer.errors) throw new Error(answer.errors[0]?.extensions.code, { cause: answer });
      return answer.data;
    },
    create: async (input = {}) =>
      (await client.send<{ createScreening: ShownScreening }>('create-screening.graphql', input))
        .createScreening,
    show: async (id) =>
      (await client.send<{ screening: ShownScreening | null }>('screening.graphql', { id })).screening,
    wait: async (id, until = ({ status }) => status !== 'RUNNING' && status !== 'AWAITING_ROSTER') => {
      for (;;) {
        const screening = await client.show(id);
        if (!screening) throw new Error('the screening is gone');
        if (until(screening)) return screening;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    },
    upload: ({ uploadUrl }, roster, contentType = 'text/csv') =>
      http(uploadUrl, { method: 'PUT', body: Buffer.from(roster), headers: { 'content-type': contentType } }),
    results: async (id, accept = 'text/csv') => {
      const response = await http(`/screenings/${id}/results`, { headers: { accept } });
      const text = await response.text();
      if (!response.ok) throw new Error((JSON.parse(text) as GatewayErrors).errors[0]?.extensions.code);
      return text;
    },
    screen: async (roster, input = {}) => {
      const created = await client.create(input);
      const uploaded = await client.upload(created, roster);
      if (!uploaded.ok) throw new Error(await uploaded.text());
      const screening = await client.wait(created.id);
      return { screening, results: screening.status === 'COMPLETED' ? await client.results(created.id) : '' };
    },
  };
  return client;
}
