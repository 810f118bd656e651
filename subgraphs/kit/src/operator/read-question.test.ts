import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { limits } from '../service/limits.ts';
import { startTestOrphans, type TestOrphans } from '../testing/test-orphans.ts';
import { forOfficers, makeOperatorAsker, operator, type OperatorAsker } from './asker-for-tests.ts';

let agency: TestOrphans;
let send: OperatorAsker['send'];
let ask: OperatorAsker['ask'];
beforeAll(async () => {
  agency = await startTestOrphans(inject('postgresUrl'));
  ({ send, ask } = makeOperatorAsker(agency));
});
afterAll(() => agency[Symbol.asyncDispose]());

const secret = 'G990108201006010011';
const roots = (count: number): string =>
  `{ ${Array.from({ length: count }, (_, n) => `a${String(n)}: accessRecords { next }`).join(' ')} }`;
const selections = (count: number): string =>
  `{ accessRecords { records { ${Array.from({ length: count - 2 }, (_, n) => `a${String(n)}: time`).join(' ')} } } }`;

test.each<[string, string, object, string]>([
  ['a document that is none', `{ accessRecords(after: "${secret}" `, {}, 'GRAPHQL_PARSE_FAILED'],
  ['a field that is not there', `{ accessRecords { refs_${secret} } }`, {}, 'GRAPHQL_VALIDATION_FAILED'],
  [
    'a value of another type',
    `{ accessRecords(first: "${secret}") { next } }`,
    {},
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['introspection', '{ __schema { types { name } } }', {}, 'GRAPHQL_VALIDATION_FAILED'],
  ['introspection of one type', '{ __type(name: "Query") { name } }', {}, 'GRAPHQL_VALIDATION_FAILED'],
  [
    'a fragment in a circle',
    '{ accessRecords { ...F } } fragment F on AccessRecordPage { next ...F }',
    {},
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['a mutation', `mutation { __typename }`, {}, 'BAD_USER_INPUT'],
  ['a subscription', `subscription { __typename }`, {}, 'BAD_USER_INPUT'],
  ['two operations and no name', 'query A { __typename } query B { __typename }', {}, 'BAD_USER_INPUT'],
  [
    'a variable of another type',
    'query Q($n: Int) { accessRecords(first: $n) { next } }',
    { n: secret },
    'BAD_USER_INPUT',
  ],
  [
    'an instant that is none',
    'query Q($t: DateTime) { accessRecords(from: $t) { next } }',
    { t: secret },
    'BAD_USER_INPUT',
  ],
  ['a page of nothing', '{ accessRecords(first: 0) { next } }', {}, 'BAD_USER_INPUT'],
  ['a page of more than 1,000', '{ accessRecords(first: 1001) { next } }', {}, 'BAD_USER_INPUT'],
  ['a page without an end', '{ accessRecords(first: null) { next } }', {}, 'BAD_USER_INPUT'],
  ['a cursor that is none', `{ accessRecords(after: "${secret}") { next } }`, {}, 'BAD_USER_INPUT'],
  ['an empty cursor', '{ accessRecords(after: "") { next } }', {}, 'BAD_USER_INPUT'],
  ['more imports than 50', '{ imports(first: 51) { read } }', {}, 'BAD_USER_INPUT'],
  ['rows before the first', '{ imports { report(skip: -1) { rejected { line } } } }', {}, 'BAD_USER_INPUT'],
  ['too many root fields', roots(limits.operator.maxRootFields + 1), {}, 'GRAPHQL_VALIDATION_FAILED'],
  ['too many fields', selections(limits.operator.maxSelections + 1), {}, 'GRAPHQL_VALIDATION_FAILED'],
  [
    'too long a document',
    `{ accessRecords { next ${'@skip(if: false) '.repeat(200)} } }`,
    {},
    'GRAPHQL_PARSE_FAILED',
  ],
])('%s', async (_what, query, variables, code) => {
  const { status, code: answered, text } = await ask(operator, query, variables);
  expect({ status, code: answered }).toEqual({ status: 400, code });
  expect(text).not.toContain(secret);
  expect(text).not.toContain('"data"');
});

test.each([
  ['root fields', roots(limits.operator.maxRootFields)],
  ['fields', selections(limits.operator.maxSelections)],
])('as many %s as may be', async (_what, query) => {
  expect((await ask(operator, query)).status).toBe(200);
});

test.each([
  ['a list of requests', `[{"query":"${forOfficers}"}]`],
  ['no query', '{}'],
  ['no JSON', 'query'],
  ['variables that are a list', `{"query":"${forOfficers}","variables":[1]}`],
])('%s', async (_what, body) => {
  const authorization = `Bearer ${await agency.issuer.sign(operator)}`;
  expect(await send({ authorization }, body)).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
});

test('too large a body, another media type, a GET', async () => {
  const authorization = `Bearer ${await agency.issuer.sign(operator)}`;
  const large = JSON.stringify({
    query: forOfficers,
    padding: 'x'.repeat(limits.operator.maxRequestBytes),
  });
  expect(await send({ authorization }, large)).toMatchObject({ status: 413, code: 'REQUEST_TOO_LARGE' });
  const text = { authorization, 'content-type': 'text/plain' };
  expect(await send(text, JSON.stringify({ query: forOfficers }))).toMatchObject({
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
  });
  const get = await fetch(`${agency.url}/operator/graphql?query={__typename}`, {
    headers: { authorization },
  });
  expect(get.status).toBe(404);
});
