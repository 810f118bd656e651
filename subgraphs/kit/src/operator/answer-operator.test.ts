import type { TokenClaims } from '@hearthgate/access-token/testing';
import { type Purpose, PURPOSES, type Role, ROLES } from '@hearthgate/schema';
import * as dpop from 'dpop';
import type { JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { startTestOrphans, type TestOrphans } from '../testing/test-orphans.ts';
import { forOfficers, makeOperatorAsker, officer, operator, type OperatorAsker } from './asker-for-tests.ts';

const school: TokenClaims = { role: 'SCHOOL_AID_OFFICE', location: '3499107001', purpose: 'AID_ELIGIBILITY' };

const everything = `{
  accessRecords { records { time txn fields client purpose legalBasis subjectCount } next }
  imports { register asOf importedAt read accepted rejected warnings keyVersions { agency version }
    report { rejected { line column reason } warned { line column reason } } }
  agreement { text hash inForce fields
    rules { id effect reason text cases { role purpose assurances } }
    matrix { role purpose assurance shared rules } } }`;
let agency: TestOrphans;
let send: OperatorAsker['send'];
let ask: OperatorAsker['ask'];
beforeAll(async () => {
  agency = await startTestOrphans(inject('postgresUrl'));
  ({ send, ask } = makeOperatorAsker(agency));
  await agency.call({
    query: 'query Q($refs: [PersonRef!]!) { personsByOrphansRef(refs: $refs) { orphans { asOf } } }',
    refs: [...agency.listed, agency.stranger],
  });
  await agency.call({ query: '{ orphansRegister { asOf } }', token: { fields: ['orphansRegister'] } });
});
afterAll(() => agency[Symbol.asyncDispose]());

type Change = (payload: JWTPayload) => JWTPayload;

describe('who may ask', () => {
  test('the agency’s operator may ask for everything', async () => {
    const { status, data, text } = await ask(operator, everything);
    expect(status, text).toBe(200);
    expect(data.accessRecords).toEqual({
      records: [
        {
          time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/) as unknown,
          txn: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
          fields: ['orphans'],
          client: 'school-1',
          purpose: 'AID_ELIGIBILITY',
          legalBasis: 'STUDENT_AID',
          subjectCount: 5,
        },
        expect.objectContaining({ fields: ['orphansRegister'], subjectCount: 0 }),
      ],
      next: null,
    });
    expect(data.imports).toEqual([
      {
        register: 'orphans',
        asOf: '2026-11-01',
        importedAt: expect.any(String) as unknown,
        read: 4,
        accepted: 4,
        rejected: 0,
        warnings: 0,
        keyVersions: [{ agency: 'orphans', version: 1 }],
        report: { rejected: [], warned: [] },
      },
    ]);
    const { text: agreementText, hash } = agency.agreement;
    expect(data.agreement).toMatchObject({ text: agreementText, hash, inForce: true });
  });

  test('the agreement’s rules and what they come to are those that calls are held to', async () => {
    const { data } = await ask(operator, everything);
    const { rules, matrix, fields } = data.agreement as unknown as {
      rules: { id: string; effect: string; cases: unknown[] }[];
      matrix: {
        role: Role;
        purpose: Purpose;
        assurance: 'bearer' | 'dpop';
        shared: boolean;
        rules: string[];
      }[];
      fields: string[];
    };
    expect(rules).toMatchObject([{ id: 'orphans.student-aid', effect: 'PERMIT' }]);
    expect(rules[0]?.cases).toHaveLength(6);
    expect(fields).toEqual(['orphans', 'orphansRegister']);
    expect(matrix).toHaveLength(ROLES.length * PURPOSES.length * 2);
    for (const { role, purpose, assurance, shared } of matrix) {
      expect(shared).toBe(agency.agreement.permits({ role, purpose, assurance }).permitted);
    }
    expect(matrix.filter(({ shared }) => shared)).toHaveLength(12);
    expect(matrix.find(({ role }) => role === 'PROVINCE_PLATFORM')).toMatchObject({
      shared: false,
      rules: [],
    });
  });

  test('who was asked about is in no answer', async () => {
    const { text } = await ask(operator, everything);
    for (const ref of [...agency.listed, agency.stranger]) {
      const [, base64 = ''] = ref.split('.');
      const uuid = Buffer.from(base64, 'base64url')
        .toString('hex')
        .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
      for (const secret of [ref, base64, uuid]) expect(text).not.toContain(secret);
    }
  });

  test('a privacy officer may ask for what an audit log is compared with', async () => {
    const { status, data } = await ask(officer, forOfficers);
    expect(status).toBe(200);
    expect(data.accessRecords.records.map((record) => Object.keys(record))).toEqual([
      ['time', 'txn', 'fields'],
      ['time', 'txn', 'fields'],
    ]);
  });

  test('a person who operates this agency may ask as its client may, through the console', async () => {
    const person = { ...operator, client: 'li-clerk', through: 'hearthgate-console' };
    expect((await ask(person, forOfficers)).status).toBe(200);
    const elsewhere = await ask({ ...person, location: 'disability' }, forOfficers);
    expect(elsewhere).toMatchObject({ status: 403, code: 'PURPOSE_NOT_PERMITTED' });
    const gateway = (payload: object) => ({ ...payload, aud: 'https://gateway.example' });
    expect(await ask(person, forOfficers, {}, gateway)).toMatchObject({ status: 401 });
  });

  test.each<[string, TokenClaims]>([
    ['another agency’s operator', { ...operator, location: 'disability' }],
    ['an operator for another purpose', { ...operator, purpose: 'AUDIT_REVIEW' }],
    ['a privacy officer for another purpose', { ...officer, purpose: 'REGISTER_OPERATION' }],
    ['a school', school],
    ['a school for the operator’s purpose', { ...school, purpose: 'REGISTER_OPERATION' }],
    ['an aid center', { role: 'AID_CENTER', location: '990108', purpose: 'AID_ELIGIBILITY' }],
    ['the province’s platform', { role: 'PROVINCE_PLATFORM', location: '*', purpose: 'STATISTICS' }],
  ])('not %s', async (_who, claims) => {
    expect(await ask(claims, forOfficers)).toMatchObject({ status: 403, code: 'PURPOSE_NOT_PERMITTED' });
  });

  test.each<[string, Change]>([
    ['a token for the gateway', (payload) => ({ ...payload, aud: 'https://gateway.example' })],
    ['another agency’s token', (payload) => ({ ...payload, aud: 'https://disability.example' })],
    [
      'a token for several audiences',
      (payload) => ({ ...payload, aud: ['https://orphans.example', 'https://gateway.example'] }),
    ],
    ['an expired token', (payload) => ({ ...payload, iat: payload.iat! - 400, exp: payload.exp! - 400 })],
    ['another issuer’s token', (payload) => ({ ...payload, iss: 'https://issuer.example' })],
    [
      'a token bound to a key, without its proof',
      (payload) => ({ ...payload, cnf: { jkt: 'a'.repeat(43) } }),
    ],
    [
      'an operator of no agency',
      (payload) => ({ ...payload, roles: ['AGENCY_OPERATOR'], authorization_details: undefined }),
    ],
  ])('not %s', async (_what, change) => {
    const refused = await ask(operator, forOfficers, {}, change);
    expect(refused).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    expect(refused.challenge).toMatch(/^Bearer error="invalid_token"/);
  });

  test('not a gateway, with a token for this very agency', async () => {
    const claims = agency.gateway.claims({ audience: agency.audience, fields: ['orphans'] });
    const authorization = `Bearer ${await agency.gateway.sign(claims)}`;
    expect(await send({ authorization }, JSON.stringify({ query: forOfficers }))).toMatchObject({
      status: 401,
      code: 'UNAUTHENTICATED',
    });
  });

  test('not an operator at /graphql', async () => {
    const token = await agency.issuer.sign(operator);
    expect((await agency.ask(token, '{ orphansRegister { asOf } }')).status).toBe(401);
  });

  test('not who comes without a token: both schemes are offered', async () => {
    const { status, challenge } = await send({}, JSON.stringify({ query: forOfficers }));
    expect(status).toBe(401);
    expect(challenge).toBe('Bearer, DPoP algs="ES256 EdDSA"');
  });
});

describe('a token that is bound to a key', () => {
  const endpoint = 'https://orphans.example/operator/graphql';
  const body = JSON.stringify({ query: forOfficers });
  let keys: dpop.KeyPair;
  let token: string;
  beforeAll(async () => {
    keys = await dpop.generateKeyPair('ES256');
    const cnf = { jkt: await dpop.calculateThumbprint(keys.publicKey) };
    token = await agency.issuer.sign(operator, (payload) => ({ ...payload, cnf }));
  });
  const prove = (htu: string): Promise<string> => dpop.generateProof(keys, htu, 'POST', undefined, token);

  test('is good with a proof, which is good once', async () => {
    const headers = { authorization: `DPoP ${token}`, dpop: await prove(endpoint) };
    expect((await send(headers, body)).status).toBe(200);
    const again = await send(headers, body);
    expect(again).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    expect(again.challenge).toContain('invalid_dpop_proof');
  });

  test.each(['https://orphans.example/graphql', 'https://disability.example/operator/graphql'])(
    'is not good with a proof for %s',
    async (htu) => {
      const headers = { authorization: `DPoP ${token}`, dpop: await prove(htu) };
      expect((await send(headers, body)).status).toBe(401);
    },
  );
});

describe('a privacy officer who asks for more is refused as a whole', () => {
  const client = { fields: ['AccessRecord.client'] };
  test.each<[string, string, object]>([
    ['client', '{ accessRecords { records { time client } } }', client],
    [
      'subjectCount',
      '{ accessRecords { records { subjectCount } } }',
      { fields: ['AccessRecord.subjectCount'] },
    ],
    [
      'agreement',
      '{ accessRecords { next } agreement { hash } }',
      { fields: ['Agreement.hash', 'Query.agreement'] },
    ],
    ['imports', '{ imports { read } }', { fields: ['ImportReport.read', 'Query.imports'] }],
    ['client under an alias', '{ accessRecords { records { time: client } } }', client],
    [
      'client in a fragment',
      '{ accessRecords { ...F } } fragment F on AccessRecordPage { records { client } }',
      client,
    ],
    ['client in an inline fragment', '{ accessRecords { records { ... { client } } } }', client],
    ['client behind @skip', '{ accessRecords { records { time client @skip(if: true) } } }', client],
    [
      'client in an operation that is not run',
      'query A { accessRecords { next } } query B { accessRecords { records { client } } }',
      client,
    ],
  ])('%s', async (_what, query, refused) => {
    const claims: [TokenClaims, string] = [officer, query];
    const [token, body] = [
      await agency.issuer.sign(claims[0]),
      JSON.stringify({ query, operationName: query.startsWith('query') ? 'A' : undefined }),
    ];
    const asOfficer = await send({ authorization: `Bearer ${token}` }, body);
    expect(asOfficer).toMatchObject({ status: 403, code: 'FIELD_NOT_PERMITTED', ...refused });
    expect(asOfficer.data).toBeUndefined();
    const asOperator = await send({ authorization: `Bearer ${await agency.issuer.sign(operator)}` }, body);
    expect(asOperator.status, asOperator.text).toBe(200);
  });

  test('before anything is read: also when the database would not answer', async () => {
    const [{ operator: role } = { operator: '' }] = await agency.database.query<{ operator: string }>(
      `select replace(current_user, '_owner', '_operator') as operator`,
    );
    await agency.database.query(`revoke usage on schema operator from ${role}`);
    expect((await ask(officer, '{ accessRecords { records { client } } }')).code).toBe('FIELD_NOT_PERMITTED');
    const fault = await ask(officer, forOfficers);
    expect(fault).toMatchObject({ status: 500, code: 'INTERNAL' });
    expect(fault.text).not.toContain('operator');
    await agency.database.query(`grant usage on schema operator to ${role}`);
    expect((await ask(officer, forOfficers)).status).toBe(200);
  });
});
