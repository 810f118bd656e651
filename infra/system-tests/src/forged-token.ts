import type { CryptoKey, JWTPayload } from 'jose';
import type { IssuerForTests, TokenClaims } from '@hearthgate/access-token/testing';

/** The parts of a JWS, each open to change: objects are written as JSON, texts and bytes as they are. */
export interface TokenParts {
  readonly header: object | string | Buffer;
  readonly payload: object | string | Buffer;
  readonly sign: (input: Buffer) => Promise<Buffer> | Buffer;
}

export interface ValidParts extends TokenParts {
  readonly header: Readonly<Record<string, unknown>>;
  readonly payload: JWTPayload;
}

export function es256(privateKey: CryptoKey): (input: Buffer) => Promise<Buffer> {
  return async (input) =>
    Buffer.from(
      await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, new Uint8Array(input)),
    );
}

/** What `issuer.sign` would sign, in its parts. */
export function validParts(issuer: IssuerForTests, claims: TokenClaims): ValidParts {
  return {
    header: { alg: 'ES256', typ: 'at+jwt', kid: 'test' },
    payload: issuer.payload(claims),
    sign: es256(issuer.privateKey),
  };
}

/** The compact serialization of whatever the parts are. */
export async function compact({ header, payload, sign }: TokenParts): Promise<string> {
  const input = `${encoded(header)}.${encoded(payload)}`;
  return `${input}.${(await sign(Buffer.from(input))).toString('base64url')}`;
}

function encoded(part: object | string | Buffer): string {
  const bytes = Buffer.isBuffer(part)
    ? part
    : Buffer.from(typeof part === 'string' ? part : JSON.stringify(part));
  return bytes.toString('base64url');
}
