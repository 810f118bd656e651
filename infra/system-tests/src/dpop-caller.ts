import { createHash, randomUUID } from 'node:crypto';
import * as dpop from 'dpop';
import { exportJWK, type JWTPayload } from 'jose';
import { es256 } from './forged-token.ts';
import { rawRequest } from './raw-request.ts';
import type { SystemUnderTest } from './start-system.ts';

export interface AnswerToProof {
  readonly status: number;
  readonly challenge: string | undefined;
  readonly text: string;
}

export interface ProofParts {
  readonly header: Record<string, unknown>;
  readonly payload: JWTPayload;
  readonly sign: (input: Buffer) => Promise<Buffer>;
}

export interface DpopCaller {
  readonly endpoint: string;
  readonly own: dpop.KeyPair;
  readonly other: dpop.KeyPair;
  /** To the own key. */
  readonly boundToken: string;
  tokenBoundTo(keys: dpop.KeyPair, client?: string): Promise<string>;
  ask(authorization: string, ...proofs: readonly string[]): Promise<AnswerToProof>;
  /** A proof by the library `dpop`: not by our hand. */
  proofFor(token: string, keys?: dpop.KeyPair, htu?: string): Promise<string>;
  /** A proof by hand, each part open to change. */
  proofParts(): Promise<ProofParts>;
}

export const dpopClaims = { role: 'SCHOOL_AID_OFFICE', location: '3499107001', purpose: 'AID_ELIGIBILITY' };

const body = JSON.stringify({ query: '{ registers { agency } }' });

/** What a refusal of a proof looks like (RFC 9449, section 7.1). */
export function refusedProof(error: 'invalid_token' | 'invalid_dpop_proof', description: string): object {
  const challenge = `DPoP algs="ES256 EdDSA", error="${error}", error_description="${description}"`;
  return { status: 401, challenge };
}

/** A caller with a key of its own, and the key of somebody else. */
export async function makeDpopCaller(system: SystemUnderTest): Promise<DpopCaller> {
  const endpoint = `${system.url}/graphql`;
  const own = await dpop.generateKeyPair('ES256', { extractable: true });
  const other = await dpop.generateKeyPair('ES256', { extractable: true });
  const tokenBoundTo = async ({ publicKey }: dpop.KeyPair, client = 'test-client'): Promise<string> => {
    const cnf = { jkt: await dpop.calculateThumbprint(publicKey) };
    return system.issuer.sign({ ...dpopClaims, client }, (payload) => ({ ...payload, cnf }));
  };
  const boundToken = await tokenBoundTo(own);
  return {
    endpoint,
    own,
    other,
    boundToken,
    tokenBoundTo,
    ask: async (authorization, ...proofs) => {
      const lines = proofs.flatMap((proof) => ['dpop', proof]);
      const headers = ['content-type', 'application/json', 'authorization', authorization, ...lines];
      const { status, headers: answered, text } = await rawRequest({ url: endpoint, headers, body });
      return { status, challenge: answered['www-authenticate'] as string | undefined, text };
    },
    proofFor: (token, keys = own, htu = endpoint) => dpop.generateProof(keys, htu, 'POST', undefined, token),
    proofParts: async () => {
      const { kty, crv, x, y } = await exportJWK(own.publicKey);
      return {
        header: { alg: 'ES256', typ: 'dpop+jwt', jwk: { kty, crv, x, y } },
        payload: {
          jti: randomUUID(),
          htm: 'POST',
          htu: endpoint,
          iat: Math.floor(Date.now() / 1000),
          ath: createHash('sha256').update(boundToken).digest('base64url'),
        },
        sign: es256(own.privateKey),
      };
    },
  };
}
