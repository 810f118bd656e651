import { createHash } from 'node:crypto';
import { getIntrospectionQuery, GraphQLError, parse, specifiedRules, validate } from 'graphql';
import { readTrustedDocuments } from '@hearthgate/schema/trusted-documents';
import { expect, test } from 'vitest';
import { Refusal } from '../errors.ts';
import { limits } from '../limits.ts';
import { makePublicSchema } from '../public-schema.ts';
import { limitDocument } from './limit-document.ts';

const { document: most } = limits;

const limit = (text: string): void => {
  limitDocument({ text, documentId: `sha256:${createHash('sha256').update(text).digest('hex')}` });
};
const times = (count: number, text: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => text(n)).join(' ');
const schema = makePublicSchema();
const questions = (inner: string): string =>
  `{ householdStatus(studentNumber: "J000000000000000001") { ... on HouseholdStatus { ${inner} } } }`;
const types = (inner: string): string => `{ __type(name: "Query") { ${inner} } }`;
const pairs = (depth: number): string =>
  depth === 0 ? 'name' : times(2, () => `ofType{${pairs(depth - 1)}}`);
const nested = (depth: number): string => `${'{a'.repeat(depth)}${'}'.repeat(depth)}`;

test.each([
  ['depth', nested, 'levels of fields'],
  // Under one root field, so that it is the aliases that are too many.
  ['aliases', (n: number) => `{ a { ${times(n, (i) => `a${String(i)}: b`)} } }`, 'aliases'],
  ['rootFields', (n: number) => `{ ${times(n, () => '... { a }')} }`, 'fields of Query'],
  ['directives', (n: number) => `{ a ${times(n, () => '@skip(if: false)')} }`, 'directives'],
  [
    'fragments',
    (n: number) => `{ a } ${times(n, (i) => `fragment f${String(i)} on Query { a }`)}`,
    'fragments',
  ],
] as const)('%s: as many as may be pass, one more does not', (measure, write, name) => {
  const count = most[measure];
  expect(() => limit(write(count))).not.toThrow();
  expect(() => limit(write(count + 1))).toThrow(
    expect.objectContaining({
      code: 'GRAPHQL_VALIDATION_FAILED',
      httpStatus: 400,
      message: `a document may have ${String(count)} ${name}: split it into several requests`,
    }),
  );
});

test('a name that stands beside itself counts, through fragments too, and not in different places', () => {
  const repeated = (count: number): string => `{ a { ${times(count + 1, () => 'b')} } }`;
  expect(() => limit(repeated(most.repeats))).not.toThrow();
  expect(() => limit(repeated(most.repeats + 1))).toThrow('of a name that stands beside them');
  const half = most.repeats / 2;
  const spread = (count: number): string =>
    `{ a { ...f b ... { b } ${times(half - 1, () => 'c: b')} } } fragment f on Q { ${times(count, () => 'b')} }`;
  expect(() => limit(spread(2))).not.toThrow();
  expect(() => limit(spread(half))).toThrow('of a name that stands beside them');
  expect(() => limit(`{ ${times(15, (n) => `f${String(n)} { b b b }`)} }`)).not.toThrow();
});

test('what fragments multiply counts as often as it is spread', () => {
  // Each level spreads the one below twice, under two fields: 2^(n+1) - 1 fields from a few lines.
  const doubling = (levels: number): string =>
    `{ ...f0 } ${times(levels, (n) => `fragment f${String(n)} on Q { a { ...f${String(n + 1)} } b { ...f${String(n + 1)} } }`)} fragment f${String(levels)} on Q { a }`;
  expect(() => limit(doubling(5))).not.toThrow();
  expect(() => limit(doubling(10))).toThrow('fields once its fragments are spread');
  expect(() => limit(doubling(40))).toThrow(/levels of fields|fields once/);
});

test('fields in fragments count where the fragments are spread', () => {
  const depth = most.depth - 2;
  const inFragment = (more: number): string => `{ a { a { ...f } } } fragment f on Q ${nested(depth + more)}`;
  expect(() => limit(inFragment(0))).not.toThrow();
  expect(() => limit(inFragment(1))).toThrow('levels of fields');
  const roots = (count: number): string =>
    `{ ...f } fragment f on Query { ${times(count, (n) => `f${String(n)}`)} }`;
  expect(() => limit(roots(most.rootFields))).not.toThrow();
  expect(() => limit(roots(most.rootFields + 1))).toThrow('fields of Query');
});

test('each operation is measured, whichever is asked for', () => {
  expect(() => limit(`query a { a } query b ${nested(most.depth)}`)).not.toThrow();
  expect(() => limit(`query a { a } query b ${nested(most.depth + 1)}`)).toThrow('levels of fields');
});

test('fragments in circles are left to validation', () => {
  const circle = '{ ...a } fragment a on Q { x { ...b } } fragment b on Q { y { ...a } }';
  expect(() => limit(circle)).not.toThrow();
  expect(() => limit('{ ...a } fragment a on Q { ...a }')).not.toThrow();
  expect(() => limit('{ ...missing }')).not.toThrow();
});

test('text that is no GraphQL, or has too many tokens, is left to the parser', () => {
  for (const text of ['', '{', '{ a', 'not graphql', '{'.repeat(100_000), `{ ${'a '.repeat(50_000)} }`]) {
    expect(() => limit(text)).not.toThrow();
  }
});

test('every trusted document passes, and so does the introspection that tools send', () => {
  for (const { text } of readTrustedDocuments().values()) limit(text);
  limit(getIntrospectionQuery());
  limit(getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true, schemaDescription: true }));
});

test.each([
  ['many of one field', () => questions(times(480, () => 'enrollment{answer}'))],
  ['a tree of pairs', () => types(pairs(8))],
  ['an unused tree', () => `{ registers { agency } } fragment f on __Type { ${pairs(8)} }`],
  ['twenty in each of twenty', () => types(times(20, () => `ofType{${times(20, () => 'ofType{name}')}}`))],
  [
    'as many long chains as pass',
    () => types(times(most.repeats + 1, () => `${'ofType{'.repeat(9)}name${'}'.repeat(9)}`)),
  ],
  [
    'as many wide ones as pass',
    () =>
      types(
        times(most.repeats + 1, () => 'ofType{kind name description isOneOf ofType{kind name ofType{name}}}'),
      ),
  ],
  [
    'fragments that repeat each other',
    () =>
      `${questions(times(49, (n) => `...f${String(n)}`))} ${times(49, (n) => `fragment f${String(n)} on HouseholdStatus { ${times(5, () => 'orphan{answer}')} }`)}`,
  ],
  [
    'fragments in a row',
    () =>
      `${questions('...f0')} ${times(49, (n) => `fragment f${String(n)} on HouseholdStatus { ${times(6, () => 'orphan{answer}')} ...f${String(n + 1)} }`)} fragment f49 on HouseholdStatus { complete }`,
  ],
  [
    'each fragment in all others',
    () =>
      `${questions('...f0')} ${times(30, (n) => `fragment f${String(n)} on HouseholdStatus { complete ${times(29 - n, (more) => `...f${String(n + more + 1)}`)} }`)}`,
  ],
  [
    'as many variables as there are tokens',
    () => `query(${times(490, (n) => `$v${String(n)}: Int`)}) { registers { agency } }`,
  ],
  ['as many operations', () => times(250, (n) => `query q${String(n)} { registers { agency } }`)],
])('%s is refused, or valid or not in a moment', (_name, write) => {
  const text = write();
  /** Of this thread's processor, and the best of three: what else the machine does is not the document's fault. */
  const tookMs = [1, 2, 3].map(() => {
    const before = process.threadCpuUsage();
    try {
      limit(text);
      validate(schema, parse(text, { maxTokens: limits.maxDocumentTokens }), specifiedRules);
    } catch (error) {
      if (!(error instanceof GraphQLError || error instanceof Refusal)) throw error;
    }
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1_000;
  });
  expect(Math.min(...tookMs)).toBeLessThan(100);
});
