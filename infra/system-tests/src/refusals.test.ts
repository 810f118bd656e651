import type { JWTPayload } from 'jose';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { startSystem, type SystemUnderTest } from './start-system.ts';

let system: SystemUnderTest;
beforeAll(async () => {
  system = await startSystem(inject('postgresUrl'));
});
afterAll(() => system[Symbol.asyncDispose]());

const school = { role: 'SCHOOL_AID_OFFICE', location: '3499107001', purpose: 'AID_ELIGIBILITY' };
const secret = 'G990108200805142404';
const valid = { query: `{ householdStatus(studentNumber: "${secret}") { __typename } }` };

async function refusal(
  claims: typeof school,
  body: unknown,
): Promise<{ status: number; code: unknown; text: string }> {
  const { status, text } = await system.ask(claims, body);
  const { errors } = JSON.parse(text) as { errors?: { extensions: { code: string } }[] };
  return { status, code: errors?.[0]?.extensions.code, text };
}

test('a valid request passes: the cases below differ from it in one thing', async () => {
  expect(await refusal(school, valid)).toMatchObject({ status: 200, code: undefined });
});

test.each([
  ['a purpose that the role may not use', { ...school, purpose: 'ENROLLMENT_CHECK' }],
  ['a purpose for which nothing is permitted', { ...school, purpose: 'STATISTICS' }],
  ['a role without a view', { ...school, role: 'PROVINCE_PLATFORM', location: '*' }],
])('%s: PURPOSE_NOT_PERMITTED', async (_name, claims) => {
  expect(await refusal(claims, valid)).toMatchObject({ status: 403, code: 'PURPOSE_NOT_PERMITTED' });
});

test.each([
  ['by name', '... on HouseholdStatus { orphan { answer } }'],
  ['under an alias', '... on HouseholdStatus { studentNumber: orphan { answer } }'],
  ['in a fragment', '...f'],
  ['skipped', '... on HouseholdStatus { orphan @skip(if: true) { answer } }'],
])(
  'a field outside the mask %s refuses the whole document, and nobody is asked',
  async (_name, selection) => {
    for (const tap of Object.values(system.taps)) tap.asked.length = 0;
    const query = `query { householdStatus(studentNumber: "${secret}") { __typename ${selection} } }
    ${selection === '...f' ? 'fragment f on HouseholdStatus { orphan { answer } }' : ''}`;
    const refused = await refusal({ ...school, purpose: 'FEE_WAIVER' }, { query });
    expect(refused).toMatchObject({ status: 403, code: 'FIELD_NOT_PERMITTED' });
    expect(JSON.parse(refused.text)).toMatchObject({
      errors: [{ extensions: { fields: ['HouseholdStatus.orphan'] } }],
    });
    expect(Object.values(system.taps).flatMap(({ asked }) => asked)).toEqual([]);
    expect(await refusal(school, { query })).toMatchObject({ status: 200 });
  },
);

test('more than 200 numbers, repeats counted: SUBJECT_LIMIT_EXCEEDED', async () => {
  const query = 'query ($n: [StudentNumber!]!) { householdStatuses(studentNumbers: $n) { __typename } }';
  const many = (count: number): unknown => ({
    query,
    variables: { n: Array.from({ length: count }, () => secret) },
  });
  expect(await refusal(school, many(200))).toMatchObject({ status: 200 });
  expect(await refusal(school, many(201))).toMatchObject({ status: 400, code: 'SUBJECT_LIMIT_EXCEEDED' });
});

test.each([
  [
    'a variable that is no student number',
    {
      query: 'query ($n: StudentNumber!) { householdStatus(studentNumber: $n) { __typename } }',
      variables: { n: `${secret}9` },
    },
    'BAD_USER_INPUT',
  ],
  [
    'a missing variable',
    { query: `query ($n: StudentNumber!) { householdStatus(studentNumber: $n) { __typename } } # ${secret}` },
    'BAD_USER_INPUT',
  ],
  [
    'a literal that is no student number',
    { query: `{ householdStatus(studentNumber: "${secret}9") { __typename } }` },
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'a document that does not parse',
    { query: `{ householdStatus(studentNumber: "${secret}" "${secret}") }` },
    'GRAPHQL_PARSE_FAILED',
  ],
  [
    'a number where a name should be',
    { query: `{ householdStatus(${secret}: 1) { __typename } }` },
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['a list of requests', [valid, valid], 'BAD_USER_INPUT'],
  ['an operation that is not there', { ...valid, operationName: 'Other' }, 'BAD_USER_INPUT'],
])('%s: 400, and no answer repeats the number', async (_name, body, code) => {
  const refused = await refusal(school, body);
  expect(refused).toMatchObject({ status: 400, code });
  expect(refused.text).not.toContain(secret);
});

test('a GET, another media type, a body that is no JSON and one that is too large are refused', async () => {
  const authorization = `Bearer ${await system.issuer.sign(school)}`;
  const send = async (init: RequestInit): Promise<[number, unknown]> => {
    const response = await fetch(`${system.url}/graphql`, {
      ...init,
      headers: { authorization, ...init.headers },
    });
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
    return [response.status, errors[0]?.extensions.code];
  };
  const json = { 'content-type': 'application/json' };
  expect(await send({ method: 'GET' })).toEqual([405, 'METHOD_NOT_ALLOWED']);
  expect(await send({ method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } })).toEqual([
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ]);
  expect(await send({ method: 'POST', body: '{', headers: json })).toEqual([400, 'BAD_USER_INPUT']);
  expect(
    await send({ method: 'POST', body: JSON.stringify({ query: ' '.repeat(300_000) }), headers: json }),
  ).toEqual([413, 'REQUEST_TOO_LARGE']);
});

test('a token bound to a key is not taken as a bearer token', async () => {
  const bound = (payload: JWTPayload): JWTPayload => ({ ...payload, cnf: { jkt: 'x'.repeat(43) } });
  const statuses = [undefined, bound].map(async (change) => {
    const token = await system.issuer.sign(school, change);
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    return (await fetch(`${system.url}/graphql`, { method: 'POST', headers, body: JSON.stringify(valid) }))
      .status;
  });
  expect(await Promise.all(statuses)).toEqual([200, 401]);
});

test('a request without a token, and with one for another gateway, gets 401 and what to send', async () => {
  const response = await fetch(`${system.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(valid),
  });
  expect(response.status).toBe(401);
  expect(response.headers.get('www-authenticate')).toBe('Bearer, DPoP algs="ES256 EdDSA"');
  const token = await system.issuer.sign(school, (payload) => ({ ...payload, aud: 'https://other.example' }));
  const other = await fetch(`${system.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(valid),
  });
  expect(other.status).toBe(401);
  expect(other.headers.get('www-authenticate')).toContain('error="invalid_token"');
});
