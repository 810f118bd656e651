import { expect, test } from 'vitest';
import { z } from 'zod';
import { telemetryConfig, telemetryVariables } from './config.ts';

const parse = (env: Record<string, string>) => telemetryConfig(z.object(telemetryVariables).parse(env));
const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };

test('nothing set: nothing is served and nothing leaves', () => {
  expect(parse({})).toMatchObject({ opsPort: undefined, tracesUrl: undefined, metricsUrl: undefined });
});

test('set to nothing is not set', () => {
  const standard = Object.keys(telemetryVariables).filter((name) => name.startsWith('OTEL_'));
  expect(parse(Object.fromEntries(standard.map((name) => [name, ''])))).toEqual(parse({}));
});

test('an endpoint is for both kinds, below it; one of a kind is taken as it stands', () => {
  const urls = {
    tracesUrl: 'http://collector:4318/v1/traces',
    metricsUrl: 'http://collector:4318/v1/metrics',
  };
  expect(parse(endpoint)).toMatchObject(urls);
  expect(parse({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/' })).toMatchObject(urls);
  const traces = { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://traces/in' };
  expect(parse({ ...endpoint, ...traces })).toMatchObject({ ...urls, tracesUrl: 'https://traces/in' });
  expect(parse(traces)).toMatchObject({ tracesUrl: 'https://traces/in', metricsUrl: undefined });
});

test('either kind, or all of it, can be switched off', () => {
  expect(parse({ ...endpoint, OTEL_TRACES_EXPORTER: 'none' }).tracesUrl).toBeUndefined();
  expect(parse({ ...endpoint, OTEL_METRICS_EXPORTER: 'none' }).metricsUrl).toBeUndefined();
  const off = parse({ ...endpoint, OTEL_SDK_DISABLED: 'true' });
  expect(off).toMatchObject({ tracesUrl: undefined, metricsUrl: undefined });
});

test('one request in twenty is sampled unless told otherwise, whatever a caller wishes', () => {
  const share = (OTEL_TRACES_SAMPLER: string, arg = '0.5'): number =>
    parse({ OTEL_TRACES_SAMPLER, OTEL_TRACES_SAMPLER_ARG: arg }).sampledShare;
  expect(parse({}).sampledShare).toBe(0.05);
  expect(share('traceidratio')).toBe(0.5);
  expect(share('parentbased_traceidratio')).toBe(0.5);
  expect(share('parentbased_always_on')).toBe(1);
  expect(share('always_off')).toBe(0);
});

test.each([
  ['OTEL_TRACES_SAMPLER', 'jaeger_remote'],
  ['OTEL_TRACES_SAMPLER_ARG', '5'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318'],
  ['HEARTHGATE_GATEWAY_OPS_PORT', '0'],
])('%s=%s is refused', (name, value) => {
  expect(() => parse({ [name]: value })).toThrow(name);
});
