import type { JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { askWithToken } from './ask-with-token.ts';
import { compact, type TokenParts, type ValidParts, validParts } from './forged-token.ts';
import { startSystem, type SystemUnderTest } from './start-system.ts';

const claims = {
  client: 'test-client',
  role: 'SCHOOL_AID_OFFICE',
  location: '3499107001',
  purpose: 'AID_ELIGIBILITY',
};
const now = (): number => Math.floor(Date.now() / 1000);

let system: SystemUnderTest;
beforeAll(async () => {
  system = await startSystem(inject('postgresUrl'));
});
afterAll(() => system[Symbol.asyncDispose]());

async function ask(token: string): Promise<{ status: number; description: unknown; text: string }> {
  const { status, challenge, text } = await askWithToken(system.url, token);
  const description = /error="invalid_token", error_description="([^"]+)"/.exec(challenge ?? '')?.[1];
  return { status, description, text };
}

const notHere = 'the token is not valid here';
const notPurposeBound = 'the token is not a purpose-bound access token';

async function expectRefused(
  change: (valid: ValidParts) => TokenParts,
  description: string = notHere,
): Promise<void> {
  const valid = validParts(system.issuer, claims);
  expect(await ask(await compact(valid))).toMatchObject({ status: 200 });
  const token = await compact(change(valid));
  const refused = await ask(token);
  expect(refused).toMatchObject({ status: 401, description });
  for (const secret of [...token.split('.'), claims.client, claims.location, claims.purpose]) {
    expect(refused.text).not.toContain(secret);
  }
}

const expectRefusedClaims = (members: object, description?: string): Promise<void> =>
  expectRefused(({ payload, ...rest }) => ({ ...rest, payload: { ...payload, ...members } }), description);

async function expectAccepted(members: object): Promise<void> {
  const valid = validParts(system.issuer, claims);
  const token = await compact({ ...valid, payload: { ...valid.payload, ...members } });
  expect(await ask(token)).toMatchObject({ status: 200 });
}

describe('issuer and audience (RFC 8725, sections 3.8 and 3.9)', () => {
  test.each<[string, (url: string) => unknown]>([
    ['another gateway', () => 'https://gateway.example'],
    ['an agency', () => system.taps.disability.url],
    ['a name that begins alike', (url) => `${url}.example`],
    ['a path of ours', (url) => `${url}/graphql`],
    ['missing', () => undefined],
    ['an empty list', () => []],
    ['an object', (url) => ({ url })],
  ])('audience: %s', async (_name, audience) => {
    await expectRefusedClaims({ aud: audience(system.url) });
  });

  test('audience: ours and another, who could use the token here', async () => {
    await expectAccepted({ aud: [system.url] });
    await expectRefusedClaims({ aud: [system.url, 'https://gateway.example'] }, notPurposeBound);
  });

  test.each<[string, (url: string) => unknown]>([
    ['another', () => 'https://issuer.example'],
    ['with a slash', (url) => `${url}/`],
    ['in a list', (url) => [url]],
    ['missing', () => undefined],
  ])('issuer: %s', async (_name, issuer) => {
    await expectRefusedClaims({ iss: issuer(system.issuer.url) });
  });
});

describe('time', () => {
  test('expired: beyond the tolerance of 5 s', async () => {
    await expectAccepted({ iat: now() - 200, exp: now() - 3 });
    await expectRefusedClaims({ iat: now() - 200, exp: now() - 6 }, 'the token has expired');
  });

  test('not yet valid', async () => {
    await expectAccepted({ nbf: now() + 3 });
    await expectRefusedClaims({ nbf: now() + 8 });
  });

  test('issued in the future', async () => {
    await expectAccepted({ iat: now() + 3, exp: now() + 60 });
    await expectRefusedClaims({ iat: now() + 8, exp: now() + 60 }, 'the token is of the future');
  });

  test('a lifetime of 301 s', async () => {
    await expectAccepted({ iat: now(), exp: now() + 300 });
    await expectRefusedClaims({ iat: now(), exp: now() + 301 }, 'the token lives longer than 300 s');
  });

  test.each(['exp', 'iat', 'jti', 'sub', 'client_id', 'roles', 'authorization_details'])(
    'no %s',
    async (claim) => {
      await expectRefusedClaims({ [claim]: undefined });
    },
  );

  test.each<[string, object]>([
    ['exp as text', { exp: '9999999999' }],
    ['iat as text', { iat: '1' }],
    ['exp null', { exp: null }],
  ])('%s', async (_name, members) => {
    await expectRefusedClaims(members);
  });

  test('an exp beyond all numbers', async () => {
    const endless = ({ payload, ...rest }: ValidParts): TokenParts => ({
      ...rest,
      payload: JSON.stringify(payload).replace(/"exp":\d+/, '"exp":1e999'),
    });
    await expectRefused(endless, notPurposeBound);
  });
});

describe('one role, one purpose', () => {
  test.each<[string, unknown]>([
    ['two roles', ['SCHOOL_AID_OFFICE', 'AID_CENTER']],
    ['the same role twice', ['SCHOOL_AID_OFFICE', 'SCHOOL_AID_OFFICE']],
    ['no role', []],
    ['a role that is no list', 'SCHOOL_AID_OFFICE'],
    ['an unknown role', ['ADMIN']],
    ['a role in small letters', ['school_aid_office']],
    ['a role of the language', ['constructor']],
  ])('%s', async (_name, roles) => {
    await expectRefusedClaims({ roles }, notPurposeBound);
  });

  const detail = (payload: JWTPayload): Record<string, unknown> =>
    (payload['authorization_details'] as [Record<string, unknown>])[0];

  test.each<[string, (detail: Record<string, unknown>) => unknown]>([
    ['two details, the second of another purpose', (own) => [own, { ...own, purpose: 'FEE_WAIVER' }]],
    ['two details of another type', (own) => [own, { type: 'payment' }]],
    ['no detail', () => []],
    ['a detail that is no list', (own) => own],
    ['another type', (own) => [{ ...own, type: 'household' }]],
    ['an unknown purpose', (own) => [{ ...own, purpose: 'RESEARCH' }]],
    ['two purposes', (own) => [{ ...own, purpose: ['AID_ELIGIBILITY', 'FEE_WAIVER'] }]],
    ['no purpose', (own) => [{ ...own, purpose: undefined }]],
    ['no legal basis', (own) => [{ ...own, legal_basis: undefined }]],
    ['another action', (own) => [{ ...own, actions: ['write'] }]],
    ['a second action', (own) => [{ ...own, actions: ['read', 'export'] }]],
    ['two locations', (own) => [{ ...own, locations: ['3499107001', '3499107002'] }]],
    ['no location', (own) => [{ ...own, locations: [] }]],
    ['an unknown member', (own) => [{ ...own, datatypes: ['raw'] }]],
    [
      'a member of the language',
      (own) => [JSON.parse(`${JSON.stringify(own).slice(0, -1)},"__proto__":{"a":1}}`)],
    ],
    ['a case file of no text', (own) => [{ ...own, case_ref: { id: 1 } }]],
    ['an ID number as a case file', (own) => [{ ...own, case_ref: 'no. 990108201007053962' }]],
    ['a case file of two lines', (own) => [{ ...own, case_ref: 'one\ntwo' }]],
  ])('authorization_details: %s', async (_name, change) => {
    await expectRefused(
      ({ payload, ...rest }) => ({
        ...rest,
        payload: { ...payload, authorization_details: change(detail(payload)) },
      }),
      notPurposeBound,
    );
  });

  test.each([
    ['SCHOOL_AID_OFFICE', '3499107001', '990108'],
    ['SCHOOL_AID_OFFICE', '3499107001', '*'],
    ['SCHOOL_AID_OFFICE', '3499107001', '3499107001 '],
    ['UNIVERSITY_AID_OFFICE', '4199000001', 'disability'],
    ['AID_CENTER', '990108', '3499107001'],
    ['AID_CENTER', '990108', '99'],
    ['AID_CENTER', '990108', '99____'],
    ['AGENCY_OPERATOR', 'disability', '3499107001'],
    ['PRIVACY_OFFICER', '*', '990108'],
    ['PROVINCE_PLATFORM', '*', '3499107001'],
  ])('%s: location %s, and not %s', async (role, good, bad) => {
    const statusOf = async (location: string): Promise<object> =>
      ask(await system.issuer.sign({ ...claims, role, location }));
    // A role without a view is refused too, but later and in other words.
    expect((await statusOf(good)) as { status: number }).not.toMatchObject({ status: 401 });
    expect(await statusOf(bad)).toMatchObject({
      status: 401,
      description: 'the location in the token is none for its role',
    });
  });
});

describe('JSON that two readers could read differently (RFC 8725, section 2.4)', () => {
  const text = (part: object): string => JSON.stringify(part);
  const withMember = (part: object, member: string): string => `${text(part).slice(0, -1)},${member}}`;

  test.each<[string, (valid: ValidParts) => TokenParts]>([
    [
      'header: alg none and alg ES256',
      (valid) => ({ ...valid, header: `{"alg":"none",${text(valid.header).slice(1)}` }),
    ],
    [
      'header: alg twice, the same',
      (valid) => ({ ...valid, header: withMember(valid.header, '"alg":"ES256"') }),
    ],
    ['header: kid twice', (valid) => ({ ...valid, header: withMember(valid.header, '"kid":"test"') })],
    [
      'payload: exp twice',
      (valid) => ({ ...valid, payload: withMember(valid.payload, `"exp":${String(valid.payload.exp)}`) }),
    ],
    [
      'payload: roles twice, once escaped',
      (valid) => ({ ...valid, payload: withMember(valid.payload, '"role\\u0073":["SCHOOL_AID_OFFICE"]') }),
    ],
    [
      'payload: twice within a detail',
      (valid) => ({
        ...valid,
        payload: text(valid.payload).replace('"purpose":', '"purpose":"FEE_WAIVER","purpose":'),
      }),
    ],
    [
      'payload: twice within a claim that nobody reads',
      (valid) => ({ ...valid, payload: withMember(valid.payload, '"more":[{"a":1,"a":1}]') }),
    ],
    ['payload: a list', (valid) => ({ ...valid, payload: `[${text(valid.payload)}]` })],
    ['payload: a byte order mark', (valid) => ({ ...valid, payload: `\ufeff${text(valid.payload)}` })],
    ['payload: two values', (valid) => ({ ...valid, payload: `${text(valid.payload)}{}` })],
    ['payload: a comment', (valid) => ({ ...valid, payload: `/**/${text(valid.payload)}` })],
    [
      'payload: not UTF-8',
      (valid) => ({
        ...valid,
        payload: Buffer.concat([
          Buffer.from(withMember(valid.payload, '"more":"')).subarray(0, -1),
          Buffer.from([0xc0, 0xaf]),
          Buffer.from('"}'),
        ]),
      }),
    ],
  ])('%s', async (_name, change) => {
    await expectRefused(change);
  });

  test('the same members in another order and with blanks are read as ever', async () => {
    const valid = validParts(system.issuer, claims);
    const reordered = Object.fromEntries(Object.entries(valid.payload).reverse());
    const token = await compact({ ...valid, payload: JSON.stringify(reordered, null, 1) });
    expect(await ask(token)).toMatchObject({ status: 200 });
  });
});

describe('the client behind the token', () => {
  test('revoked: a token that is known already is refused within 5 s', async () => {
    await system.gatewayDatabase.registerClient({ id: 'soon-revoked' });
    const token = await system.issuer.sign({ ...claims, client: 'soon-revoked' });
    expect(await ask(token)).toMatchObject({ status: 200 });
    expect(await ask(token)).toMatchObject({ status: 200 });
    await system.gatewayDatabase.revokeClient('soon-revoked');
    const revokedAt = performance.now();
    let answer = await ask(token);
    while (answer.status === 200 && performance.now() - revokedAt < 8_000) answer = await ask(token);
    expect(performance.now() - revokedAt).toBeLessThan(5_000);
    expect(answer).toMatchObject({ status: 401, description: 'the client is not registered here' });
    expect(answer.text).not.toContain('soon-revoked');
  });

  test('never registered here, whatever the issuer says', async () => {
    expect(await ask(await system.issuer.sign(claims))).toMatchObject({ status: 200 });
    const unknown = await ask(await system.issuer.sign({ ...claims, client: 'stranger' }));
    expect(unknown).toMatchObject({ status: 401, description: 'the client is not registered here' });
    expect(unknown.text).not.toContain('stranger');
  });
});
