import type { TokenClaims } from '@hearthgate/access-token/testing';
import type { JWTPayload } from 'jose';
import type { TestOrphans } from '../testing/test-orphans.ts';

export const operator: TokenClaims = {
  role: 'AGENCY_OPERATOR',
  location: 'orphans',
  purpose: 'REGISTER_OPERATION',
};
export const officer: TokenClaims = { role: 'PRIVACY_OFFICER', location: '*', purpose: 'AUDIT_REVIEW' };

/** All that a privacy officer may ask for. */
export const forOfficers = '{ accessRecords { records { time txn fields } next } }';

export interface OperatorAnswer {
  readonly status: number;
  readonly code: string | undefined;
  /** Those that were refused. */
  readonly fields: unknown;
  readonly challenge: string | null;
  readonly data: OperatorData;
  readonly text: string;
}

interface OperatorData {
  readonly accessRecords: { records: Record<string, unknown>[]; next: string | null };
  readonly imports: Record<string, unknown>[];
  readonly agreement: unknown;
}

export interface OperatorAsker {
  /** Any headers and body, as they are. */
  send(headers: Record<string, string>, body: string): Promise<OperatorAnswer>;
  /** Under a good token for these claims, unless `change` spoils it. */
  ask(
    claims: TokenClaims,
    query: string,
    variables?: object,
    change?: (payload: JWTPayload) => JWTPayload,
  ): Promise<OperatorAnswer>;
}

/** Asks an agency at `POST /operator/graphql`. */
export function makeOperatorAsker({ url, issuer }: Pick<TestOrphans, 'url' | 'issuer'>): OperatorAsker {
  const send: OperatorAsker['send'] = async (headers, body) => {
    const response = await fetch(`${url}/operator/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    const text = await response.text();
    const { data, errors } = JSON.parse(text) as {
      data: OperatorData;
      errors?: { extensions: { code?: string; fields?: unknown } }[];
    };
    const { code, fields } = errors?.[0]?.extensions ?? {};
    const challenge = response.headers.get('www-authenticate');
    return { status: response.status, code, fields, challenge, data, text };
  };
  return {
    send,
    ask: async (claims, query, variables = {}, change) => {
      const authorization = `Bearer ${await issuer.sign(claims, change)}`;
      return send({ authorization }, JSON.stringify({ query, variables }));
    },
  };
}
