import { readFileSync } from 'node:fs';
import { freePort } from '@hearthgate/tools';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { askStatuses, school } from './ask-statuses.ts';
import { expectedStudents, importLianhe } from './lianhe.ts';
import { startOtlpSink } from './otlp-sink-for-tests.ts';
import { startSystem, type SystemUnderTest } from './start-system.ts';

interface Dashboard {
  readonly panels: readonly {
    readonly title: string;
    readonly targets?: readonly { readonly expr: string }[];
  }[];
}

const file = new URL('../../telemetry/grafana-dashboard.json', import.meta.url);
const { panels } = JSON.parse(readFileSync(file, 'utf8')) as Dashboard;
const queries = panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => ({ title, expr })));

/** In the dashboard every metric has its braces, so that none can be taken for a function. */
const metricsIn = (expr: string): string[] =>
  [...expr.matchAll(/\b([a-z_0-9]+)\{/g)].map(([, name = '']) => name);
const labelsIn = (expr: string): string[] => [
  ...[...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(/,\s*/)),
  ...[...expr.matchAll(/[{,]([a-z_]+)(?:=|!=)"/g)].map(([, name = '']) => name),
];

let system: SystemUnderTest;
let exported: string;
beforeAll(async () => {
  await using sink = await startOtlpSink();
  const opsPort = await freePort();
  const telemetry = { opsPort, tracesUrl: `${sink.url}/v1/traces`, sampledShare: 1 };
  system = await startSystem(inject('postgresUrl'), { telemetry });
  await importLianhe(system);
  const [student = ''] = Object.keys(expectedStudents).filter(
    (number) => expectedStudents[number]?.school === school.location,
  );
  await askStatuses(system, [student]);
  // Spans are counted once the collector has taken them.
  await vi.waitFor(
    async () => {
      exported = await (await fetch(`http://127.0.0.1:${String(opsPort)}/metrics`)).text();
      expect(exported).toContain('otel_sdk_processor_span_processed_total');
    },
    { timeout: 15_000 },
  );
});
afterAll(() => system[Symbol.asyncDispose]());

test('every metric of the dashboard is exported by a running gateway', () => {
  const names = new Set([...exported.matchAll(/^([a-z_0-9]+)(?:\{| )/gm)].map(([, name]) => name));
  const missing = queries.flatMap(({ title, expr }) =>
    metricsIn(expr)
      .filter((name) => !names.has(name))
      .map((name) => `${title}: ${name}`),
  );
  expect(missing).toEqual([]);
});

test('every query names a metric, and the labels that it has', () => {
  // Prometheus adds the first two, and a span that is lost the third.
  const labels = new Set(['instance', 'job', 'error_type']);
  for (const [, name = ''] of exported.matchAll(/[{,]([a-z_]+)="/g)) labels.add(name);
  for (const { title, expr } of queries) {
    expect(metricsIn(expr), title).not.toEqual([]);
    expect(
      labelsIn(expr).filter((name) => !labels.has(name)),
      title,
    ).toEqual([]);
  }
});

test('every metric of our own is on the dashboard', () => {
  const own = new Set(
    [...exported.matchAll(/^# TYPE ((?:hearthgate|http_server)_[a-z_]+)/gm)].map(([, name = '']) => name),
  );
  expect(own.size).toBeGreaterThan(8);
  const shown = queries.map(({ expr }) => expr).join(' ');
  expect([...own].filter((name) => !shown.includes(name))).toEqual([]);
});

test('the ops port has /metrics and nothing else', async () => {
  const opsPort = String(system.gatewayConfig.telemetry.opsPort);
  for (const path of ['/', '/graphql', '/healthz', '/metrics/x']) {
    const response = await fetch(`http://127.0.0.1:${opsPort}${path}`, { method: 'POST', body: '{}' });
    expect(response.status, path).toBe(404);
  }
  expect((await fetch(`${system.url}/metrics`)).status).toBe(404);
});
