import type { RunFile } from '@hearthgate/local/run-file';
import { authorizationDetailsFor, readClientKey, requestAccessToken } from '@hearthgate/local/tokens';

export interface AskAsOptions {
  readonly dataDir: string;
  readonly runFile: Pick<RunFile, 'gateway' | 'issuer'>;
  /** Of the running system; asks for AID_ELIGIBILITY. */
  readonly client: string;
}

/** A question about students, whose variable is `$n`. */
export interface Question {
  readonly query: string;
  readonly studentNumbers: readonly string[];
}

export interface Answer {
  readonly status: number;
  readonly body: {
    readonly data?: { readonly statuses: readonly { readonly __typename: string }[] };
    readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
    readonly extensions?: { readonly receipt?: { readonly index: number; readonly leafHash: string } };
  };
}

/** A school's system, with one token for all that it asks. It throws where no whole answer comes. */
export async function askAs(options: AskAsOptions): Promise<(question: Question) => Promise<Answer>> {
  const { dataDir, runFile, client } = options;
  const { accessToken } = await requestAccessToken({
    issuerUrl: runFile.issuer.url,
    clientId: client,
    privateJwk: await readClientKey(dataDir, client),
    authorizationDetails: authorizationDetailsFor({ purpose: 'AID_ELIGIBILITY' }),
  });
  return async ({ query, studentNumbers }) => {
    const response = await fetch(`${runFile.gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
      body: JSON.stringify({ query, variables: { n: studentNumbers } }),
    });
    return { status: response.status, body: (await response.json()) as Answer['body'] };
  };
}

/** The query about `$n`, with this selected beside the type. */
export function askingFor(selection: string): string {
  return `query Q($n: [StudentNumber!]!) { statuses: householdStatuses(studentNumbers: $n) { __typename ${selection} } }`;
}
