import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { testRequester } from '../testing/test-gateway.ts';
import type { AgencyAnswer } from '../testing/ask-agency.ts';
import { type AgencyCall, startTestOrphans, type TestOrphans } from '../testing/test-orphans.ts';

let orphans: TestOrphans;
let a: string;
let b: string;
let stranger: string;
beforeAll(async () => {
  orphans = await startTestOrphans(inject('postgresUrl'));
  [a, b] = orphans.listed as [string, string];
  stranger = orphans.stranger;
});
afterAll(() => orphans[Symbol.asyncDispose]());

const persons =
  'query ($refs: [PersonRef!]!) { personsByOrphansRef(refs: $refs) { orphans { asOf categories } } }';

const call = (asked: AgencyCall): Promise<AgencyAnswer> => orphans.call(asked);

async function expectRefused(refused: AgencyCall, code = 'NOT_COVERED', status = 403): Promise<void> {
  const before = await orphans.records();
  const answer = await call(refused);
  expect(answer).toMatchObject({ status, code });
  expect(answer.data ?? null).toBeNull();
  expect(await orphans.records()).toBe(before);
  for (const ref of orphans.listed) expect(answer.text).not.toContain(ref);
}

test('what its token covers is answered: the cases below differ from it in one thing', async () => {
  const { status, data } = await call({ query: persons, refs: [a, b, stranger] });
  expect(status).toBe(200);
  const listed = { orphans: { asOf: '2026-11-01', categories: ['ORPHAN'] } };
  expect(data).toEqual({
    personsByOrphansRef: [listed, listed, { orphans: { asOf: '2026-11-01', categories: [] } }],
  });
});

describe('fields', () => {
  const register = 'orphansRegister { asOf accepted rejected }';
  const withRegister: [string, string][] = [
    ['by name', register],
    ['under an alias', `personsByOrphansRef_: ${register}`],
    ['under the alias of a field that the token names', `orphans: ${register}`],
    ['in a fragment', '...f'],
    ['in a fragment in a fragment', '...g'],
    ['in an inline fragment', `... { ${register} }`],
    ['in an inline fragment with a type', `... on Query { ... on Query { ${register} } }`],
    ['skipped', `orphansRegister @skip(if: true) { asOf }`],
    ['not included', `orphansRegister @include(if: false) { asOf }`],
    ['skipped by a variable', `orphansRegister @skip(if: $skip) { asOf }`],
    ['with no field of its own but __typename', 'orphansRegister { __typename }'],
  ];
  test.each(withRegister)('one field more than the token, %s', async (_name, selection) => {
    const fragments =
      (selection === '...g' ? 'fragment g on Query { ...f } ' : '') +
      (/\.\.\.[fg]$/.test(selection) ? `fragment f on Query { ${register} }` : '');
    const declared = selection.includes('$skip') ? ', $skip: Boolean!' : '';
    const query = `query ($refs: [PersonRef!]!${declared}) { personsByOrphansRef(refs: $refs) { orphans { asOf } } ${selection} } ${fragments}`;
    const variables = { refs: [a], ...(declared && { skip: true }) };
    await expectRefused({ query, refs: [a], variables });
    const fields = ['orphans', 'orphansRegister'];
    expect(await call({ query, refs: [a], variables, token: { fields } })).toMatchObject({
      status: 200,
      code: undefined,
    });
  });

  test('the register alone needs a token that names it', async () => {
    await expectRefused({ query: `{ ${register} }`, variables: {} });
    const answer = await call({
      query: `{ ${register} }`,
      variables: {},
      token: { fields: ['orphansRegister'] },
    });
    expect(answer.data).toEqual({ orphansRegister: { asOf: '2026-11-01', accepted: 4, rejected: 0 } });
  });

  test('persons need a token that names them, also without a standing', async () => {
    for (const selection of ['orphans { asOf }', 'orphansRef', '__typename']) {
      const query = `query ($refs: [PersonRef!]!) { personsByOrphansRef(refs: $refs) { ${selection} } }`;
      await expectRefused({ query, refs: [a], token: { fields: ['orphansRegister'] } });
    }
  });

  test.each(['*', 'Orphans', 'orphans.asOf', 'personsByOrphansRef', 'Query', '__proto__'])(
    'a token for "%s" is not one for orphans',
    (field) => expectRefused({ query: persons, refs: [a], token: { fields: [field] } }),
  );

  test('__typename is free, on every level', async () => {
    const query =
      'query ($refs: [PersonRef!]!) { __typename personsByOrphansRef(refs: $refs) { __typename orphans { __typename } } }';
    expect(await call({ query, refs: [a] })).toMatchObject({ status: 200, code: undefined });
  });

  test.each(['{ __schema { types { name } } }', '{ __type(name: "Person") { fields { name } } }'])(
    'no token covers introspection: %s',
    (query) =>
      expectRefused(
        { query, variables: {}, token: { fields: ['__schema', '__type', 'orphans'] } },
        'GRAPHQL_VALIDATION_FAILED',
        400,
      ),
  );

  test('nor a mutation or a subscription of the same fields', async () => {
    for (const kind of ['mutation', 'subscription']) {
      const query = persons.replace('query', kind);
      await expectRefused({ query, refs: [a] });
    }
  });

  test('nor what the schema does not have', async () => {
    const token = { fields: ['orphans', 'row'] };
    for (const query of [
      '{ row { record } }',
      '{ person { idNumber } }',
      persons.replace('categories', 'record'),
    ]) {
      await expectRefused({ query, refs: [a], token }, 'GRAPHQL_VALIDATION_FAILED', 400);
    }
  });

  test('a bomb of fragments is read once', async () => {
    const bomb = Array.from(
      { length: 24 },
      (_unused, n) =>
        `fragment f${String(n)} on Query { ...f${String(n + 1)} a${String(n)}: __typename ...f${String(n + 1)} }`,
    );
    const query = `query ($refs: [PersonRef!]!) { personsByOrphansRef(refs: $refs) { orphans { asOf } } ...f0 } ${bomb.join(' ')} fragment f24 on Query { ${register} }`;
    const started = performance.now();
    await expectRefused({ query, refs: [a] });
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('refs', () => {
  test('other refs than the digest names', async () => {
    await expectRefused({ query: persons, refs: [a], variables: { refs: [b] } });
    await expectRefused({ query: persons, refs: [a], variables: { refs: [stranger] } });
  });

  test('one ref more, under a count that allows for it', async () => {
    const token = { requesters: [testRequester(3)] };
    await expectRefused({ query: persons, refs: [a, b], variables: { refs: [a, b, stranger] }, token });
  });

  test('one ref less', async () => {
    await expectRefused({
      query: persons,
      refs: [a, b],
      variables: { refs: [a] },
      token: { requesters: [testRequester(1)] },
    });
  });

  test('another order is fine', async () => {
    const { data } = await call({
      query: persons,
      refs: [a, b, stranger],
      variables: { refs: [stranger, b, a] },
    });
    expect(data).toMatchObject({ personsByOrphansRef: [{ orphans: { categories: [] } }, {}, {}] });
  });

  test('repeats are fine when the requesters account for them', async () => {
    const variables = { refs: [a, b, a] };
    await expectRefused({ query: persons, refs: [a, b], variables });
    const token = { requesters: [testRequester(2), testRequester(1)] };
    expect(await call({ query: persons, refs: [a, b], variables, token })).toMatchObject({ status: 200 });
  });

  test('another version of the key under the same pseudonym', async () => {
    await expectRefused({ query: persons, refs: [a], variables: { refs: [a.replace(/^1/, '2')] } });
  });

  test('a second root field, an alias of the first, cannot ask about others', async () => {
    const query = `query ($refs: [PersonRef!]!, $more: [PersonRef!]!) {
      personsByOrphansRef(refs: $refs) { orphans { asOf } } more: personsByOrphansRef(refs: $more) { orphans { asOf categories } } }`;
    await expectRefused({ query, refs: [a], variables: { refs: [a], more: [b] } });
    expect(await call({ query, refs: [a, b], variables: { refs: [a], more: [b] } })).toMatchObject({
      status: 200,
    });
  });

  test('nor refs in the text, in a default, or in a root field that is skipped', async () => {
    const fields = '{ orphans { asOf } }';
    const queries = [
      `query ($refs: [PersonRef!]!) { personsByOrphansRef(refs: $refs) ${fields} more: personsByOrphansRef(refs: ["${b}"]) ${fields} }`,
      `query ($refs: [PersonRef!]!, $more: [PersonRef!]! = ["${b}"]) { personsByOrphansRef(refs: $refs) ${fields} more: personsByOrphansRef(refs: $more) ${fields} }`,
      `query ($refs: [PersonRef!]!) { personsByOrphansRef(refs: $refs) ${fields} more: personsByOrphansRef(refs: "${b}") @skip(if: true) ${fields} }`,
      `query ($refs: [PersonRef!]!) { personsByOrphansRef(refs: $refs) ${fields} ...f } fragment f on Query { more: personsByOrphansRef(refs: ["${b}"]) ${fields} }`,
    ];
    for (const query of queries) {
      await expectRefused({ query, refs: [a], variables: { refs: [a] } });
      expect(await call({ query, refs: [a, b], variables: { refs: [a] } })).toMatchObject({ status: 200 });
    }
  });

  test('a single ref where a list is asked is that ref', async () => {
    expect(await call({ query: persons, refs: [a], variables: { refs: a } })).toMatchObject({ status: 200 });
    await expectRefused({ query: persons, refs: [a], variables: { refs: b } });
  });

  test('an empty digest is no wildcard', async () => {
    await expectRefused({
      query: persons,
      refs: [],
      variables: { refs: [a] },
      token: { requesters: [testRequester(1)] },
    });
    await expectRefused(
      { query: persons, refs: [a], token: { refs_digest: '' } },
      'AGENCY_TOKEN_INVALID',
      401,
    );
  });

  test('the counts of the requesters must sum up', async () => {
    for (const counts of [[1], [1, 0], [2, 1], [3]]) {
      const requesters = counts.map((count) => testRequester(count));
      await expectRefused({ query: persons, refs: [a, b], token: { requesters } });
    }
    const requesters = [1, 0, 1].map((count) => testRequester(count));
    expect(await call({ query: persons, refs: [a, b], token: { requesters } })).toMatchObject({
      status: 200,
    });
  });

  test('a variable that is no ref: BAD_USER_INPUT, and the answer does not repeat it', async () => {
    const bad = `${b}x`;
    const answer = await call({ query: persons, refs: [a], variables: { refs: [a, bad] } });
    expect(answer).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
    expect(answer.text).not.toContain(bad);
    const literal = await call({
      query: `{ personsByOrphansRef(refs: ["${bad}"]) { orphans { asOf } } }`,
      refs: [a],
    });
    expect(literal).toMatchObject({ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' });
    expect(literal.text).not.toContain(bad);
  });
});
