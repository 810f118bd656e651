import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { school } from './ask-statuses.ts';
import { expectedStudents, importLianhe } from './lianhe.ts';
import { startOtlpSink } from './otlp-sink-for-tests.ts';
import { startSystem, type SystemUnderTest } from './start-system.ts';
import { serveTracedReplica, type TracedReplica } from './traced-replica.ts';

let system: SystemUnderTest;
let replica: TracedReplica;
beforeAll(async () => {
  system = await startSystem(inject('postgresUrl'));
  await importLianhe(system);
  replica = await serveTracedReplica(system);
});
afterAll(async () => {
  await replica[Symbol.asyncDispose]();
  await system[Symbol.asyncDispose]();
});

const own = Object.entries(expectedStudents)
  .filter(([, { school: of, outcome }]) => of === school.location && outcome === 'ANSWERED')
  .map(([number]) => number);
const query = `query ($n: [StudentNumber!]!) { householdStatuses(studentNumbers: $n) {
  ... on HouseholdStatus { disability { answer } orphan { answer } } } }`;

interface Asked {
  readonly url?: string;
  readonly claims?: typeof school;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

async function ask({ url = replica.url, claims = school, headers = {}, body }: Asked = {}): Promise<number> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await system.issuer.sign(claims)}`,
      ...headers,
    },
    body: JSON.stringify(body ?? { query, variables: { n: own.slice(0, 3) } }),
  });
  await response.arrayBuffer();
  return response.status;
}

/** The trace id of the newest leaf. */
async function newestTraceId(): Promise<string> {
  const { leaf } = (await system.auditLog.leaves()).at(-1)!;
  return String(leaf['traceId']);
}

const tree = (spans: readonly ReadableSpan[]): Record<string, string | undefined> => {
  const names = new Map(spans.map((span) => [span.spanContext().spanId, span.name]));
  return Object.fromEntries(
    spans.map(({ name, parentSpanContext }) => [name, names.get(parentSpanContext?.spanId ?? '')]),
  );
};

describe('a request that is sampled', () => {
  test('has a span for each stage and agency call, in the trace that its leaf names', async () => {
    expect(await ask()).toBe(200);
    const spans = await replica.trace(await newestTraceId());
    expect(tree(spans)).toEqual({
      'POST /graphql': undefined,
      'read-request': 'POST /graphql',
      'identify-caller': 'POST /graphql',
      'verify-purpose-token': 'identify-caller',
      'look-up-document': 'POST /graphql',
      'execute-graphql': 'POST /graphql',
      'mask-fields': 'execute-graphql',
      'plan-evidence': 'execute-graphql',
      'spend-subjects': 'execute-graphql',
      'fetch-evidence': 'execute-graphql',
      'ask enrollment': 'fetch-evidence',
      'ask disability': 'fetch-evidence',
      'ask orphans': 'fetch-evidence',
      'derive-status': 'execute-graphql',
      'commit-audit': 'POST /graphql',
    });
    const enrollment = spans.find(({ name }) => name === 'ask enrollment');
    expect(enrollment?.attributes).toEqual({
      'hearthgate.agency': 'enrollment',
      'hearthgate.agency.result': 'ANSWERED',
      'hearthgate.agency.requesters': 1,
      'hearthgate.agency.refs': 3,
    });
    for (const { startTime, endTime } of spans) {
      expect(endTime[0] + endTime[1] / 1e9).toBeGreaterThanOrEqual(startTime[0] + startTime[1] / 1e9);
    }
  });

  test('that is refused says where and by which code, and nothing after that stage has run', async () => {
    expect(await ask({ claims: { ...school, purpose: 'FEE_WAIVER' } })).toBe(403);
    const spans = await replica.trace(await newestTraceId());
    expect(Object.keys(tree(spans))).not.toContain('spend-subjects');
    const attributes = Object.fromEntries(spans.map((span) => [span.name, span.attributes]));
    expect(attributes['POST /graphql']).toMatchObject({
      'http.response.status_code': 403,
      'hearthgate.outcome': 'FIELD_NOT_PERMITTED',
    });
    // A refusal is no error of the gateway's.
    expect(spans.every(({ status }) => status.code === 0)).toBe(true);
  });

  test('that shares an agency call links to it, and the call to the others that share it', async () => {
    const held = Promise.withResolvers<undefined>();
    system.taps.enrollment.held = held.promise;
    const before = (await system.auditLog.leaves()).length;
    try {
      const asking = [ask()];
      await expect.poll(() => system.taps.enrollment.asked.length).toBeGreaterThan(0);
      asking.push(ask(), ask());
      await new Promise((resolve) => setTimeout(resolve, 300));
      held.resolve(undefined);
      expect(await Promise.all(asking)).toEqual([200, 200, 200]);
    } finally {
      system.taps.enrollment.held = undefined;
    }
    const ids = (await system.auditLog.leaves()).slice(before).map(({ leaf }) => String(leaf['traceId']));
    const spans = (await Promise.all(ids.map((id) => replica.trace(id)))).flat();
    const shared = spans.find(({ attributes }) => attributes['hearthgate.agency.requesters'] === 2)!;
    expect(shared.links).toHaveLength(1);
    const other = spans.find((span) => span.spanContext().spanId === shared.links[0]?.context.spanId);
    expect(other?.name).toBe('fetch-evidence');
    expect(other?.links.map(({ context }) => context.spanId)).toContain(shared.spanContext().spanId);
  });
});

describe('a trace that the caller names', () => {
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  const rootOf = (spans: readonly ReadableSpan[]): ReadableSpan =>
    spans.find(({ parentSpanContext }) => parentSpanContext === undefined)!;

  test('becomes a link and never our own trace', async () => {
    await ask({ headers: { traceparent, tracestate: 'vendor=1', baggage: 'a=1' } });
    const traceId = await newestTraceId();
    expect(traceId).not.toContain('4bf92f3577b34da6a3ce929d0e0e4736');
    const [link] = rootOf(await replica.trace(traceId)).links;
    expect(link?.context).toMatchObject({
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
      spanId: '00f067aa0ba902b7',
    });
    expect(link?.context.traceState).toBeUndefined();
  });

  test('is not linked to for a caller whose token is not good', async () => {
    const before = replica.spans().length;
    const status = await ask({ headers: { traceparent, authorization: 'Bearer nonsense' } });
    expect(status).toBe(401);
    await expect.poll(() => replica.spans().length, { timeout: 15_000 }).toBeGreaterThan(before);
    const refused = replica
      .spans()
      .filter((span) => span.attributes['hearthgate.outcome'] === 'UNAUTHENTICATED');
    expect(refused.map(({ links }) => links)).toEqual([[]]);
  });

  test('is not passed on to agencies, nor is ours', async () => {
    system.taps.disability.asked.length = 0;
    await ask({ headers: { traceparent } });
    expect(JSON.stringify(system.taps.disability.asked)).not.toContain(await newestTraceId());
  });
});

test('a request that is not sampled leaves no span, and its leaf has a trace id all the same', async () => {
  await using unsampled = await serveTracedReplica(system, 0);
  expect(await ask({ url: unsampled.url })).toBe(200);
  expect(await newestTraceId()).toMatch(/^[0-9a-f]{32}$/);
  await unsampled[Symbol.asyncDispose]();
  expect(unsampled.spans()).toEqual([]);
});

test('a collector that hangs, or is gone, costs no request and does not keep the gateway from stopping', async () => {
  const sink = await startOtlpSink();
  sink.answers = false;
  await using hanging = await startSystem(inject('postgresUrl'), {
    telemetry: { tracesUrl: `${sink.url}/v1/traces`, metricsUrl: `${sink.url}/v1/metrics`, sampledShare: 1 },
  });
  const token = await hanging.issuer.sign(school);
  const asking = async (): Promise<number> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const body = JSON.stringify({ query: '{ registers { agency } }' });
    return (await fetch(`${hanging.url}/graphql`, { method: 'POST', headers, body })).status;
  };
  // More spans than an export takes, so that one is under way.
  for (let round = 0; round < 3; round += 1) {
    const statuses = await Promise.all(Array.from({ length: 30 }, asking));
    expect(statuses.every((status) => status === 200)).toBe(true);
  }
  await expect.poll(() => sink.received()).toContain('/v1/traces');
  await sink[Symbol.asyncDispose]();
  expect(await asking()).toBe(200);
  const started = performance.now();
  await hanging.gateway.close();
  expect(performance.now() - started).toBeLessThan(5_000);
});
