import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HOUSEHOLD_AGENCIES } from '@hearthgate/schema';
import { freePort } from '@hearthgate/tools';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { school } from './ask-statuses.ts';
import { expectedStudents, importLianhe, lianheFolder } from './lianhe.ts';
import { type OtlpSinkForTests, startOtlpSink } from './otlp-sink-for-tests.ts';
import { startSystem, type SystemUnderTest } from './start-system.ts';
import { serveTracedReplica, type TracedReplica } from './traced-replica.ts';

const [number, other] = Object.entries(expectedStudents)
  .filter(
    ([each, { school: of, outcome }]) =>
      of === school.location && outcome === 'ANSWERED' && /^G\d+$/.test(each),
  )
  .map(([each]) => each) as [string, string];
const idNumber = number.slice(1);
const officer = { client: 'officer', role: 'PRIVACY_OFFICER', location: '*', purpose: 'AUDIT_REVIEW' };

let sink: OtlpSinkForTests;
let system: SystemUnderTest;
let replica: TracedReplica;
/** Everything that two gateways gave out: spans in memory, OTLP byte by byte, and the metrics' text. */
let exported: string;
const tokens: string[] = [];

beforeAll(async () => {
  sink = await startOtlpSink();
  const opsPort = await freePort();
  const [tracesUrl, metricsUrl] = [`${sink.url}/v1/traces`, `${sink.url}/v1/metrics`];
  system = await startSystem(inject('postgresUrl'), {
    requestDeadlineMs: 3_000,
    telemetry: { opsPort, tracesUrl, metricsUrl, sampledShare: 1 },
  });
  await importLianhe(system);
  await system.gatewayDatabase.registerClient({ id: 'officer', role: 'PRIVACY_OFFICER' });
  replica = await serveTracedReplica(system);
  for (const url of [system.url, replica.url]) await askEverything(url);
  const metrics = await (await fetch(`http://127.0.0.1:${String(opsPort)}/metrics`)).text();
  const replicasMetrics = await replica.metrics();
  // What is left is sent when a gateway stops.
  await Promise.all([system.gateway.close(), replica[Symbol.asyncDispose]()]);
  exported = [metrics, replicasMetrics, ...replica.spans().map(written), sink.received()].join('\n');
});
afterAll(async () => {
  await system[Symbol.asyncDispose]();
  await sink[Symbol.asyncDispose]();
});

interface Post {
  readonly url: string;
  readonly body: unknown;
  readonly claims?: typeof officer | typeof school;
}

/** With the number in every header that tracing, or anybody, might read. */
const headers = {
  traceparent: `00-0000000000000${idNumber}0-00f067aa0ba902b7-01`,
  tracestate: `student=${number}`,
  baggage: `student=${number}`,
  'user-agent': number,
  cookie: number,
  'x-request-id': number,
  'apollographql-client-name': number,
};

async function post({ url, body, claims = school }: Post): Promise<void> {
  const token = await system.issuer.sign(claims);
  tokens.push(token);
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  await response.arrayBuffer();
}

const field = '... on HouseholdStatus { complete specialGroups orphan { answer } }';
const asLiteral = { query: `{ householdStatus(studentNumber: "${number}") { ${field} } }` };
const asVariable = {
  query: `query ($n: StudentNumber!) { householdStatus(studentNumber: $n) { ${field} } }`,
  variables: { n: number },
};
const asNames = {
  query: `query ${number} { ${number}: householdStatus(studentNumber: "${other}") { ${field} } }`,
  operationName: number,
};

/** A student's number wherever a caller could put it: answered, refused, faulty, and while agencies fail. */
async function askEverything(base: string): Promise<void> {
  const url = `${base}/graphql`;
  for (const body of [
    asVariable,
    asLiteral,
    asNames,
    { ...asNames, operationName: idNumber },
    { query: `{ ${number} }` },
    { query: `{ householdStatus(studentNumber: ${idNumber} }` },
    { query: asVariable.query, variables: { n: 'G1', [number]: number } },
    { documentId: `sha256:${idNumber.padStart(64, '0')}` },
    { query: '{ householdStatus(studentNumber: "G990108000000000000") { __typename } }' },
    `{"query": ${number}`,
  ]) {
    await post({ url, body });
  }
  await post({ url: `${url}?student=${number}`, body: asLiteral });
  await post({ url, body: asLiteral, claims: { ...school, purpose: 'FEE_WAIVER' } });
  await post({ url, body: asLiteral, claims: { ...school, location: number } });
  await fetch(`${url}?query=${number}`, { headers: { ...headers, authorization: `Bearer ${number}` } });
  await fetch(`${base}/${number}`, { headers });
  for (const state of ['errors', 'garbles', 'breaks', 'passes'] as const) {
    system.taps.orphans.state = state;
    await post({ url, body: asVariable });
  }
  system.taps.enrollment.rewrite = (answer) => answer.replace('"stages"', `"${number}"`);
  await post({ url, body: asVariable });
  system.taps.enrollment.rewrite = undefined;
  const query = `query ($n: StudentNumber!) { whoSaw(studentNumber: $n, reason: "a complaint") { entries { index } } }`;
  await post({
    url: `${base}/audit/graphql`,
    body: { query, variables: asVariable.variables },
    claims: officer,
  });
}

/** All of a span that an exporter could send. */
function written(span: ReadableSpan): string {
  const { name, kind, attributes, links, events, status, resource, instrumentationScope } = span;
  const about = { name, kind, attributes, links, events, status, instrumentationScope };
  return JSON.stringify([about, resource.attributes, span.spanContext(), span.parentSpanContext]);
}

/** What nobody may find in telemetry, by what it is. */
function secrets(): Readonly<Record<string, readonly string[]>> {
  const rows = new TextDecoder('gb18030')
    .decode(readFileSync(join(lianheFolder, '5-学籍.csv')))
    .split('\n')
    .filter((row) => row.includes(idNumber));
  const words = rows.flatMap((row) => row.match(/\p{Script=Han}{2,}/gu) ?? []);
  const asked = Object.values(system.taps).flatMap((tap) => tap.asked);
  const refs = HOUSEHOLD_AGENCIES.flatMap((agency) => system.taps[agency].asked)
    .flatMap(({ variables }) => Object.values(variables))
    .flat();
  const used = [
    ...tokens,
    ...asked.flatMap(({ authorization }) => authorization?.slice('Bearer '.length) ?? []),
  ];
  return {
    number: Object.keys(expectedStudents).flatMap((each) => [each, each.slice(1)]),
    // As text, and as UTF-8 looks that is read byte by byte.
    name: words.flatMap((word) => [word, Buffer.from(word).toString('latin1')]),
    pseudonym: refs.map(String),
    token: used.flatMap((token) => token.split('.')),
    asker: ['test-client', '"officer"', school.location, school.role, school.purpose, 'a complaint'],
  };
}

const found = (text: string): string[] =>
  Object.entries(secrets()).flatMap(([what, words]) =>
    words.filter((word) => text.includes(word)).map((word) => `${what} ${word}`),
  );

const outcomes = [
  'ANSWERED',
  'FIELD_NOT_PERMITTED',
  'DOCUMENT_NOT_TRUSTED',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'METHOD_NOT_ALLOWED',
];

test('nothing that leaves says who asked or about whom', () => {
  for (const [what, words] of Object.entries(secrets())) expect(words, what).not.toEqual([]);
  // Spans, metrics and OTLP are there, of all kinds of outcomes: or there would be nothing to be found.
  const parts = ['ask enrollment', 'http_server_request_duration_bucket', '/v1/traces', '/v1/metrics'];
  expect(parts.filter((part) => !exported.includes(part))).toEqual([]);
  const missing = (label: string, values: readonly string[]): string[] =>
    values.filter((value) => !exported.includes(`${label}="${value}"`));
  expect(missing('hearthgate_outcome', outcomes)).toEqual([]);
  expect(missing('hearthgate_agency_result', ['ANSWERED', 'UNREACHABLE', 'WRONG', 'REFUSED'])).toEqual([]);
  expect(found(exported)).toEqual([]);
});

test('and what looks for it finds it: in an attribute, a link, a label, a byte of OTLP', () => {
  const [span] = replica.spans() as [ReadableSpan];
  const careless = (more: Partial<ReadableSpan>): string =>
    written({ ...span, resource: span.resource, spanContext: () => span.spanContext(), ...more });
  expect(found(careless({}))).toEqual([]);
  const hit = `number ${idNumber}`;
  expect(
    found(careless({ attributes: { 'graphql.variables': JSON.stringify(asVariable.variables) } })),
  ).toContain(hit);
  const context = { ...span.spanContext(), traceId: `0000000000000${idNumber}0` };
  expect(found(careless({ links: [{ context }] }))).toContain(hit);
  expect(found(`requests_total{student="${number}"} 1`)).toContain(hit);
  expect(found(Buffer.from(`00${idNumber}`, 'hex').toString('hex'))).toContain(hit);
  expect(found(tokens[0] ?? '')).not.toEqual([]);
});

test('labels are few, none names a caller, and each has few values', () => {
  const values = new Map<string, Set<string>>();
  for (const [, name = '', value = ''] of exported.matchAll(/[{,]([a-z][a-z0-9_]*)="([^"\n]*)"/g)) {
    values.set(name, (values.get(name) ?? new Set()).add(value));
  }
  expect(values.size).toBeGreaterThan(5);
  const telling = /client|school|purpose|role|location|student|txn|trace|agent/;
  expect([...values.keys()].filter((name) => telling.test(name))).toEqual([]);
  for (const [name, set] of values) expect(set.size, name).toBeLessThan(40);
});
