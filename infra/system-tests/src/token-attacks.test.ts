import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, importJWK } from 'jose';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type AnswerToToken, askWithToken } from './ask-with-token.ts';
import { compact, es256, type TokenParts, type ValidParts, validParts } from './forged-token.ts';
import { startSystem, type SystemUnderTest } from './start-system.ts';

const claims = { role: 'SCHOOL_AID_OFFICE', location: '3499107001', purpose: 'AID_ELIGIBILITY' };

let system: SystemUnderTest;
let attacker: { privateKey: CryptoKey; publicKey: CryptoKey };
/** The attacker's own server: whatever is asked of it was asked because a token said so. */
const bait = { url: '', asked: 0 };
const baitServer = createServer((_request, response) => {
  bait.asked += 1;
  void exportJWK(attacker.publicKey).then((jwk) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ keys: [{ ...jwk, kid: 'test', alg: 'ES256', use: 'sig' }] }));
  });
});

beforeAll(async () => {
  system = await startSystem(inject('postgresUrl'));
  attacker = await generateKeyPair('ES256', { extractable: true });
  await new Promise<void>((resolve) => baitServer.listen(0, '127.0.0.1', resolve));
  bait.url = `http://127.0.0.1:${String((baitServer.address() as AddressInfo).port)}/keys`;
});
afterAll(async () => {
  await new Promise((resolve) => baitServer.close(resolve));
  await system[Symbol.asyncDispose]();
});

const ask = (token: string): Promise<AnswerToToken> => askWithToken(system.url, token);

/** The valid token is accepted and its change is not, with a challenge that tells nothing of what was sent. */
async function expectRefused(change: (valid: ValidParts) => TokenParts | Promise<TokenParts>): Promise<void> {
  const valid = validParts(system.issuer, claims);
  expect(await ask(await compact(valid))).toMatchObject({ status: 200 });
  await expectRefusedToken(await compact(await change(valid)));
}

async function expectRefusedToken(token: string): Promise<void> {
  const { status, challenge, text } = await ask(token);
  expect({ status, challenge, text }).toMatchObject({
    status: 401,
    challenge: expect.stringMatching(
      /^Bearer error="invalid_token", error_description="[a-z][a-zA-Z0-9 ,:-]+", DPoP algs="ES256 EdDSA"$/,
    ) as unknown,
  });
  expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  const secrets = [...token.split('.'), 'test-client', claims.location, claims.purpose, 'ES256K', 'HS256'];
  for (const secret of secrets.filter((part) => part !== '')) expect(text).not.toContain(secret);
}

describe('algorithm confusion (RFC 8725, sections 2.1 and 3.1)', () => {
  const emptySignature = (): Buffer => Buffer.alloc(0);

  test.each(['none', 'None', 'NONE', 'nOnE', ''])('alg "%s", unsigned', async (alg) => {
    await expectRefused((valid) => ({ ...valid, header: { ...valid.header, alg }, sign: emptySignature }));
  });

  test.each(['none', 'NONE', 'es256', 'ES256 ', 'ES256K', 'ES384', 'Ed25519', 'RS256'])(
    'alg "%s" over an ES256 signature',
    async (alg) => {
      await expectRefused((valid) => ({ ...valid, header: { ...valid.header, alg } }));
    },
  );

  test.each([null, 256, ['ES256'], { alg: 'ES256' }, undefined])('alg %j, no text', async (alg) => {
    await expectRefused((valid) => ({ ...valid, header: { ...valid.header, alg } }));
  });

  test('HMAC with the public key: PEM with and without its line end, JWK, DER, coordinates', async () => {
    const { x = '', y = '', kty, crv } = system.issuer.publicJwk;
    const pem = await exportSPKI(
      (await importJWK({ kty: 'EC', crv: 'P-256', x, y }, 'ES256', { extractable: true })) as CryptoKey,
    );
    const secrets = [
      pem,
      `${pem}\n`,
      JSON.stringify(system.issuer.publicJwk),
      JSON.stringify({ crv, kty, x, y }),
      Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64'),
      Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]),
    ];
    for (const [alg, hash] of [
      ['HS256', 'sha256'],
      ['HS512', 'sha512'],
    ] as const) {
      for (const secret of secrets) {
        const sign = (input: Buffer): Buffer => createHmac(hash, secret).update(input).digest();
        await expectRefused((valid) => ({ ...valid, header: { ...valid.header, alg }, sign }));
        await expectRefused((valid) => ({ ...valid, sign }));
      }
    }
  });
});

describe('signatures', () => {
  const order = Buffer.from('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551', 'hex');
  const one = Buffer.concat([Buffer.alloc(31), Buffer.from([1])]);

  test.each<[string, Buffer]>([
    ['empty', Buffer.alloc(0)],
    ['one zero byte', Buffer.alloc(1)],
    ['psychic: r and s zero (CVE-2022-21449)', Buffer.alloc(64)],
    ['psychic: r and s the order of the group', Buffer.concat([order, order])],
    ['psychic: r one, s zero', Buffer.concat([one, Buffer.alloc(32)])],
    ['psychic in DER', Buffer.from('3006020100020100', 'hex')],
    ['too long', Buffer.alloc(65, 1)],
  ])('%s', async (_name, signature) => {
    await expectRefused((valid) => ({ ...valid, sign: () => signature }));
  });

  test('null: cut off, with and without its dot; the word null; another token’s; of another payload', async () => {
    const valid = validParts(system.issuer, claims);
    const token = await compact(valid);
    expect(await ask(token)).toMatchObject({ status: 200 });
    const [header, payload, signature] = token.split('.') as [string, string, string];
    const other = (await system.issuer.sign({ ...claims, purpose: 'FEE_WAIVER' })).split(
      '.',
    ) as (typeof token)[];
    await expectRefusedToken(`${header}.${payload}.`);
    await expectRefusedToken(`${header}.${payload}`);
    await expectRefusedToken(`${header}.${payload}.${Buffer.from('null').toString('base64url')}`);
    await expectRefusedToken(`${header}.${payload}.${String(other[2])}`);
    await expectRefusedToken(`${header}.${String(other[1])}.${signature}`);
    await expectRefusedToken(`${header}.${payload}.${signature}.`);
    await expectRefusedToken(`${header}.${payload}.${signature}=`);
    await expectRefusedToken(`${header}.${payload}~.${signature}`);
    expect(await ask(token)).toMatchObject({ status: 200 });
  });

  test('of a key that is not the issuer’s', async () => {
    await expectRefused((valid) => ({ ...valid, sign: es256(attacker.privateKey) }));
  });
});

describe('keys that the token brings (RFC 8725, section 3.10)', () => {
  const brought: [string, () => Promise<object>][] = [
    ['jwk', async () => ({ jwk: await exportJWK(attacker.publicKey) })],
    ['jku', () => Promise.resolve({ jku: bait.url })],
    ['x5u', () => Promise.resolve({ x5u: bait.url })],
    [
      'x5c',
      async () => {
        const pem = await exportSPKI(attacker.publicKey);
        return { x5c: [pem.replace(/-----[^-]+-----|\s/g, '')] };
      },
    ],
  ];

  test.each(brought)(
    '%s: does not verify the attacker’s signature, and no URL is asked',
    async (_name, bring) => {
      const more = await bring();
      await expectRefused((valid) => ({
        ...valid,
        header: { ...valid.header, ...more },
        sign: es256(attacker.privateKey),
      }));
      expect(bait.asked).toBe(0);
    },
  );

  test.each(brought)('%s: under the issuer’s own signature it is ignored', async (_name, bring) => {
    const valid = validParts(system.issuer, claims);
    const token = await compact({ ...valid, header: { ...valid.header, ...(await bring()) } });
    expect(await ask(token)).toMatchObject({ status: 200 });
    expect(bait.asked).toBe(0);
  });

  test.each([
    '../../../../../../dev/null',
    '/proc/sys/kernel/randomize_va_space',
    "test' UNION SELECT 'secret'--",
    '|/bin/true',
    'http://127.0.0.1/key',
    'test\u0000',
    'Test',
    '__proto__',
    '',
  ])('kid %j names no file, query or other key', async (kid) => {
    await expectRefused((valid) => ({ ...valid, header: { ...valid.header, kid } }));
    await expectRefused((valid) => ({
      ...valid,
      header: { ...valid.header, alg: 'HS256', kid },
      sign: (input) => createHmac('sha256', '').update(input).digest(),
    }));
  });
});

describe('header', () => {
  test.each<[string, object]>([
    ['crit: unknown extension', { crit: ['exp2'], exp2: 1 }],
    ['crit: of a member that is not there', { crit: ['exp2'] }],
    ['crit: empty', { crit: [] }],
    ['crit: b64, encoded as ever', { crit: ['b64'], b64: true }],
    ['b64 false, critical (RFC 7797)', { crit: ['b64'], b64: false }],
    ['b64 false, not critical', { b64: false }],
    ['zip', { typ: 'JWT', zip: 'DEF' }],
    ['typ JWT: an ID token or an assertion', { typ: 'JWT' }],
    ['typ dpop+jwt: a proof', { typ: 'dpop+jwt' }],
    ['typ txntoken+jwt: a gateway’s token for an agency', { typ: 'txntoken+jwt' }],
    ['typ application/jwt', { typ: 'application/jwt' }],
    ['typ text/at+jwt', { typ: 'text/at+jwt' }],
    ['typ missing', { typ: undefined }],
    ['typ no text', { typ: ['at+jwt'] }],
  ])('%s', async (_name, members) => {
    await expectRefused((valid) => ({ ...valid, header: { ...valid.header, ...members } }));
  });

  test('typ in full and in capitals is the same type (RFC 9068, section 2.1; RFC 7515, section 4.1.9)', async () => {
    for (const typ of ['application/at+jwt', 'AT+JWT']) {
      const valid = validParts(system.issuer, claims);
      expect(await ask(await compact({ ...valid, header: { ...valid.header, typ } }))).toMatchObject({
        status: 200,
      });
    }
  });
});
