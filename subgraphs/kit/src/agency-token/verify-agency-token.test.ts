import { createHmac, createPublicKey } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { testSigningKey } from '../testing/test-gateway.ts';
import type { AgencyAnswer } from '../testing/ask-agency.ts';
import { startTestOrphans, type TestOrphans } from '../testing/test-orphans.ts';

let orphans: TestOrphans;
beforeAll(async () => {
  orphans = await startTestOrphans(inject('postgresUrl'));
});
afterAll(() => orphans[Symbol.asyncDispose]());

const query = 'query ($refs: [PersonRef!]!) { personsByOrphansRef(refs: $refs) { orphans { categories } } }';
const ask = (token: string | undefined): Promise<AgencyAnswer> =>
  orphans.ask(token, query, { refs: orphans.listed });
const claims = (change: JWTPayload = {}): JWTPayload =>
  orphans.gateway.claims({ audience: orphans.audience, fields: ['orphans'], refs: orphans.listed }, change);
const now = (): number => Math.floor(Date.now() / 1000);
const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

async function expectRefused(token: string | undefined): Promise<void> {
  const answer = await ask(token);
  expect(answer).toMatchObject({ status: 401, code: 'AGENCY_TOKEN_INVALID', data: undefined });
  expect(answer.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
}

let recordsBefore: number;
beforeEach(async () => {
  const answer = await ask(await orphans.gateway.sign(claims()));
  expect(answer.data).toEqual({
    personsByOrphansRef: orphans.listed.map(() => ({ orphans: { categories: ['ORPHAN'] } })),
  });
  recordsBefore = await orphans.records();
});

describe('a valid call passes before each of these, which differ from it in one thing', () => {
  test('no token', async () => {
    await expectRefused(undefined);
    expect(await orphans.records()).toBe(recordsBefore);
  });

  const changed: [string, () => JWTPayload][] = [
    ['a token for another agency (cross-audience)', () => ({ aud: 'https://disability.example' })],
    ['a token for several agencies', () => ({ aud: [orphans.audience, 'https://disability.example'] })],
    ['a token of another gateway', () => ({ iss: 'https://other.example' })],
    ['an expired token', () => ({ iat: now() - 60, exp: now() - 30 })],
    ['a token that lives longer than 30 s', () => ({ exp: now() + 31 })],
    ['a token that is old and lives for ever', () => ({ iat: now() - 3_600, exp: now() + 20 })],
    ['a token from the future', () => ({ iat: now() + 60, exp: now() + 90 })],
    ['a token that is not valid yet', () => ({ nbf: now() + 60 })],
    ['a token that expires before it is issued', () => ({ iat: now() + 2, exp: now() + 1 })],
    ['a purpose that nobody knows', () => ({ purpose: 'CURIOSITY' })],
    ['two purposes', () => ({ purpose: ['AID_ELIGIBILITY', 'FEE_WAIVER'] })],
    ['a role that nobody knows', () => ({ requesters: [{ ...requester(), role: 'ADMINISTRATOR' }] })],
    ['a txn that is no uuid', () => ({ requesters: [{ ...requester(), txn: '1' }] })],
    ['no requester', () => ({ requesters: [] })],
    [
      'a negative count of refs',
      () => ({
        requesters: [
          { ...requester(), refCount: 5 },
          { ...requester(), refCount: -1 },
        ],
      }),
    ],
    ['33 requesters', () => ({ requesters: requesters(33) })],
    ['a roll that is none', () => ({ roll: { divisionCode: '%' } })],
    [
      'a roll of a school and of a division',
      () => ({ roll: { schoolCode: '3499107001', divisionCode: '990108' } }),
    ],
    ["a school's token with a division's roll", () => ({ roll: { divisionCode: '990108' } })],
  ];
  test.each(changed)('%s', async (_name, change) => {
    await expectRefused(await orphans.gateway.sign(claims(change())));
    expect(await orphans.records()).toBe(recordsBefore);
  });

  test('32 requesters pass: 33 are the 32 and one', async () => {
    const token = await orphans.gateway.sign(claims({ requesters: requesters(32) }));
    expect(await ask(token)).toMatchObject({ status: 200, code: undefined });
    expect(await orphans.records()).toBe(recordsBefore + 32);
  });

  test.each(['iss', 'aud', 'iat', 'exp', 'purpose', 'fields', 'policy_hash', 'refs_digest', 'requesters'])(
    'a token without %s',
    async (name) => {
      const others = without(claims(), name);
      await expectRefused(await orphans.gateway.sign(others));
    },
  );

  test.each(['txn', 'client', 'role', 'assurance', 'legal_basis', 'document', 'mask', 'refCount'])(
    'a requester without %s',
    async (name) => {
      const others = without(requester(), name);
      await expectRefused(await orphans.gateway.sign(claims({ requesters: [others] })));
    },
  );

  const headers: [string, Record<string, unknown>][] = [
    ["another typ: a client's access token", { typ: 'at+jwt' }],
    ['another typ: any JWT', { typ: 'JWT' }],
    ['no typ', { typ: undefined }],
    ['an unknown kid', { kid: 'unknown' }],
    ['a kid that is a path', { kid: '../../first' }],
  ];
  test.each(headers)('%s', async (_name, header) => {
    await expectRefused(await orphans.gateway.sign(claims(), header));
  });

  test('an unknown critical header', async () => {
    const { header, payload, signature } = await parts();
    const critical = encoded({ ...header, crit: ['exp-policy'], 'exp-policy': true });
    await expectRefused(`${critical}.${payload}.${signature}`);
  });

  test("a key of the attacker's under the gateway's kid", async () => {
    const forged = { ...(await testSigningKey('first')) };
    await expectRefused(await orphans.gateway.sign(claims(), {}, forged));
  });

  test("a key of the attacker's in the header (jwk, jku, x5u)", async () => {
    const forged = await testSigningKey('first');
    for (const hint of [
      { jwk: forged.jwk },
      { jku: 'https://evil.example/jwks' },
      { x5u: 'https://evil.example/x' },
    ]) {
      await expectRefused(await orphans.gateway.sign(claims(), hint, forged));
    }
  });

  test.each(['none', 'None', 'NONE', 'nOnE'])('alg %s, with and without the old signature', async (alg) => {
    const { header, payload, signature } = await parts();
    await expectRefused(`${encoded({ ...header, alg })}.${payload}.${signature}`);
    await expectRefused(`${encoded({ ...header, alg })}.${payload}.`);
  });

  test('a signature of zeros, a short one and none', async () => {
    const { encodedHeader, payload } = await parts();
    for (const signature of [Buffer.alloc(64).toString('base64url'), 'AA', '']) {
      await expectRefused(`${encodedHeader}.${payload}.${signature}`);
    }
  });

  test('HS256 with the public key as the secret, in each of its forms', async () => {
    const { header, payload } = await parts();
    const { jwk } = orphans.gateway.key;
    const publicKey = createPublicKey({ key: { ...jwk }, format: 'jwk' });
    const secrets = [
      publicKey.export({ format: 'pem', type: 'spki' }),
      publicKey.export({ format: 'der', type: 'spki' }),
      JSON.stringify(jwk),
      Buffer.from(String(jwk.x), 'base64url'),
    ];
    for (const secret of secrets) {
      const signed = `${encoded({ ...header, alg: 'HS256' })}.${payload}`;
      await expectRefused(`${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`);
    }
  });

  test('another alg, under a key that the gateway publishes for it', async () => {
    for (const alg of ['ES384', 'EdDSA', 'RS256', 'PS256']) {
      const [other, witness] = [
        await testSigningKey(`other-${alg}`, alg),
        await testSigningKey(`with-${alg}`),
      ];
      orphans.gateway.published = [orphans.gateway.key.jwk, other.jwk, witness.jwk];
      // Once the agency takes the one, it has both.
      await expect
        .poll(async () => (await ask(await orphans.gateway.sign(claims(), {}, witness))).status, {
          timeout: 3_000,
        })
        .toBe(200);
      await expectRefused(await orphans.gateway.sign(claims(), { alg }, other));
    }
  });

  test('claims that were changed after they were signed', async () => {
    const { encodedHeader, signature } = await parts();
    await expectRefused(`${encodedHeader}.${encoded(claims({ purpose: 'FEE_WAIVER' }))}.${signature}`);
  });

  test('a token that is oversized; over 16 KB Node itself refuses the header', async () => {
    const ofBytes = async (bytes: number): Promise<string> => {
      const bare = (await orphans.gateway.sign(claims({ padding: '' }))).length;
      return orphans.gateway.sign(claims({ padding: 'x'.repeat(Math.floor(((bytes - bare) * 3) / 4)) }));
    };
    expect(await ask(await ofBytes(14_990))).toMatchObject({ status: 200 });
    await expectRefused(await ofBytes(15_010));
    expect(await ask(await ofBytes(17_000))).toMatchObject({ status: 431 });
  });

  function without(object: object, name: string): JWTPayload {
    return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
  }

  function requester(): object {
    const [only] = claims()['requesters'] as object[];
    return only!;
  }

  /** Of whom the first asks about everybody. */
  function requesters(count: number): object[] {
    return Array.from({ length: count }, (_unused, index) => ({
      ...requester(),
      txn: crypto.randomUUID(),
      refCount: index === 0 ? orphans.listed.length : 0,
    }));
  }

  async function parts(): Promise<
    Record<'encodedHeader' | 'payload' | 'signature', string> & { header: object }
  > {
    const [encodedHeader = '', payload = '', signature = ''] = (await orphans.gateway.sign(claims())).split(
      '.',
    );
    const header = JSON.parse(Buffer.from(encodedHeader, 'base64url').toString()) as object;
    return { encodedHeader, header, payload, signature };
  }
});

describe("the gateway's keys", () => {
  test('a new key is taken as soon as it signs, and the old one until it is withdrawn', async () => {
    const next = await testSigningKey('next');
    // Longer ago than the agency waits between two looks for a key that it does not know.
    await expect
      .poll(async () => (await ask(await orphans.gateway.sign(claims(), {}, next))).status, {
        timeout: 3_000,
      })
      .toBe(401);
    orphans.gateway.published = [orphans.gateway.key.jwk, next.jwk];
    await expect
      .poll(async () => (await ask(await orphans.gateway.sign(claims(), {}, next))).status, {
        timeout: 3_000,
      })
      .toBe(200);
    expect(await ask(await orphans.gateway.sign(claims()))).toMatchObject({ status: 200 });
  });

  test('unknown keys do not make the agency ask the gateway each time', async () => {
    const unknown = await orphans.gateway.sign(claims(), { kid: 'nobody' });
    const before = orphans.gateway.fetches();
    for (let round = 0; round < 30; round += 1) await expectRefused(unknown);
    expect(orphans.gateway.fetches() - before).toBeLessThanOrEqual(3);
  });

  test.each(['error', 'garbage'] as const)(
    'a gateway that serves an %s for keys is told apart from a bad token, and known keys stay good',
    async (outage) => {
      orphans.gateway.outage = outage;
      try {
        const unknown = await orphans.gateway.sign(claims(), { kid: 'nobody' });
        await expect
          .poll(async () => (await ask(unknown)).code, { timeout: 3_000 })
          .toBe('GATEWAY_KEYS_UNAVAILABLE');
        expect(await ask(await orphans.gateway.sign(claims()))).toMatchObject({ status: 200 });
      } finally {
        orphans.gateway.outage = 'none';
      }
    },
  );
});
