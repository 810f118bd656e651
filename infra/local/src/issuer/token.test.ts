import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { authorizationDetailsFor } from './authorization-details-for.ts';
import { startTestIssuer } from './test-issuer.ts';
import type { TestIssuer } from './test-issuer.ts';
import { testClients } from './test-clients.ts';
import type { TestClients } from './test-clients.ts';

let issuer: TestIssuer;
let clients: TestClients;

beforeAll(async () => {
  issuer = await startTestIssuer(inject('postgresUrl'));
  clients = testClients(issuer);
});
afterAll(() => issuer[Symbol.asyncDispose]());

const eligibility = authorizationDetailsFor({ purpose: 'AID_ELIGIBILITY' });
test('a school gets a token of one role, one purpose and its own school', async () => {
  const client = await clients.newClient();
  const { payload, header } = await clients.claimsOf(await clients.tokenOf(client));
  expect(header).toEqual({ alg: 'ES256', typ: 'at+jwt', kid: expect.any(String) as unknown });
  const { iat, exp, jti, ...claims } = payload;
  expect(claims).toEqual({
    iss: issuer.url,
    sub: client.id,
    client_id: client.id,
    aud: 'http://gateway.test',
    roles: ['SCHOOL_AID_OFFICE'],
    authorization_details: [
      {
        type: 'household-status',
        actions: ['read'],
        locations: ['3499107001'],
        purpose: 'AID_ELIGIBILITY',
        legal_basis: 'STUDENT_AID',
      },
    ],
  });
  expect(jti).toEqual(expect.stringMatching(/^.{16,}$/));
  expect(exp! - iat!).toBeGreaterThan(0);
  expect(exp! - iat!).toBeLessThanOrEqual(300);
});

test.each([
  [{ role: 'UNIVERSITY_AID_OFFICE', school: '010001' }, '010001', 'http://gateway.test'],
  [{ role: 'AID_CENTER', division: '990108' }, '990108', 'http://gateway.test'],
  [{ role: 'AGENCY_OPERATOR', agency: 'disability' }, 'disability', 'http://disability.test'],
  [{ role: 'PRIVACY_OFFICER' }, '*', 'http://gateway.test'],
  [{ role: 'PROVINCE_PLATFORM' }, '*', 'http://gateway.test'],
] as const)('%o is bounded by its registration', async (registration, location, audience) => {
  const { payload } = await clients.claimsOf(await clients.tokenOf(await clients.newClient(registration)));
  expect(payload.aud).toBe(audience);
  expect(payload['roles']).toEqual([registration.role]);
  expect(payload['authorization_details']).toMatchObject([{ locations: [location] }]);
});

test('what a client says itself may stand in the request when it is right', async () => {
  const [entry] = eligibility;
  const details = [{ ...entry, locations: ['3499107001'], legal_basis: 'STUDENT_AID', case_ref: '2026/17' }];
  const { payload } = await clients.claimsOf(await clients.tokenOf(await clients.newClient(), { details }));
  expect(payload['authorization_details']).toEqual(details);
});

const [entry] = eligibility;
test.each<[string, unknown, RegExp]>([
  ['another school', [{ ...entry, locations: ['3499107002'] }], /^locations: not what/],
  ['two schools', [{ ...entry, locations: ['3499107001', '3499107002'] }], /^locations: /],
  ['everything', [{ ...entry, locations: ['*'] }], /^locations: /],
  ['two entries', [entry, entry], /exactly one/],
  ['no entry', [], /exactly one/],
  ['an unknown purpose', [{ ...entry, purpose: 'CURIOSITY' }], /^purpose: known are AID_ELIGIBILITY/],
  ['no purpose', [{ type: 'household-status', actions: ['read'] }], /^purpose: /],
  ['another legal basis', [{ ...entry, legal_basis: 'CONSENT' }], /^legal_basis: /],
  ['another action', [{ ...entry, actions: ['write'] }], /^actions/],
  ['another type', [{ ...entry, type: 'payment' }], /./],
  ['a member nobody defined', [{ ...entry, privileges: ['admin'] }], /./],
  [
    'a student number as case',
    [{ ...entry, case_ref: 'G11010519491231002X' }],
    /^case_ref: must not be an ID/,
  ],
  ['no list', entry, /./],
])('%s is refused', async (_name, details, reason) => {
  const client = await clients.newClient();
  expect((await clients.askFor(client, eligibility)).status).toBe(200);
  const { status, body } = await clients.askFor(client, details);
  expect({ status, error: body['error'] }).toEqual({ status: 400, error: 'invalid_authorization_details' });
  expect(body['error_description']).toMatch(reason);
});

test('a request without authorization_details is refused', async () => {
  const client = await clients.newClient();
  const form = await clients.validForm(client);
  form.delete('authorization_details');
  expect(await clients.post(form)).toMatchObject({
    status: 400,
    body: { error: 'invalid_authorization_details' },
  });
  expect((await clients.post(await clients.validForm(client))).status).toBe(200);
});

test('a purpose that does not suit the role is the gateway’s to refuse', async () => {
  const details = authorizationDetailsFor({ purpose: 'AUDIT_REVIEW' });
  const { payload } = await clients.claimsOf(await clients.tokenOf(await clients.newClient(), { details }));
  expect(payload['authorization_details']).toMatchObject([{ purpose: 'AUDIT_REVIEW' }]);
});

test('an audience other than the client’s own is refused, save an agency for a privacy officer', async () => {
  const resource = 'http://disability.test';
  await expect(clients.tokenOf(await clients.newClient(), { resource })).rejects.toThrow(/invalid_target/);
  const officer = await clients.newClient({ role: 'PRIVACY_OFFICER' });
  expect((await clients.claimsOf(await clients.tokenOf(officer, { resource }))).payload.aud).toBe(resource);
  await expect(clients.tokenOf(officer, { resource: 'http://elsewhere.test' })).rejects.toThrow(
    /invalid_target/,
  );
});
