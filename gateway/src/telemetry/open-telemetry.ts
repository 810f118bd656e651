import { randomUUID } from 'node:crypto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import type { SpanExporter } from '@opentelemetry/sdk-trace';
import { limits } from '../limits.ts';
import { httpMethod } from './http-method.ts';
import { makeInstruments } from './instruments.ts';
import { observeAgencyCalls } from './observe-agency-calls.ts';
import { observedLog } from './observed-log.ts';
import { openMetrics } from './open-metrics.ts';
import { openSpans } from './open-spans.ts';
import { otlpSpanExporter } from './otlp-span-exporter.ts';
import { RequestSpans } from './request-spans.ts';
import { RequestTrace } from './request-trace.ts';
import type { Telemetry } from './telemetry.ts';
import type { TelemetryConfig } from './config.ts';
import { watchGateway } from './watch-gateway.ts';
import { watchRuntime } from './watch-runtime.ts';

/**
 * Opens what is configured. Nothing is registered globally: what libraries would record by OpenTelemetry's API goes
 * nowhere, so that nothing but this folder decides what leaves.
 *
 * `exporter`: of a test, instead of OTLP.
 */
export function openTelemetry(config: TelemetryConfig, exporter?: SpanExporter): Telemetry {
  const resource = resourceFromAttributes({
    'service.name': config.serviceName,
    // Tells replicas apart.
    'service.instance.id': randomUUID(),
  });
  const metrics = openMetrics(config, resource);
  const { meter, provider } = metrics;
  const { tracesUrl, sampledShare } = config;
  const spanExporter =
    exporter ?? (tracesUrl === undefined ? undefined : otlpSpanExporter(tracesUrl, provider));
  const spans = spanExporter && openSpans({ exporter: spanExporter, sampledShare, resource, provider });
  const instruments = makeInstruments(meter);
  const runtime = provider && watchRuntime(meter);
  return {
    begin: (request, route) => {
      const method = httpMethod(request.method);
      const id = randomUUID().replaceAll('-', '');
      const recorded = spans?.isSampled(id) === true;
      return new RequestTrace({
        ...{ id, method, route },
        spans: recorded ? new RequestSpans(spans.sink, `${method} ${route}`, id) : undefined,
        duration: instruments.requestDuration,
      });
    },
    observeCall: observeAgencyCalls({ instruments, sink: spans?.sink }),
    observed: (log) => observedLog(log, instruments),
    batchWritten: (entries) => {
      instruments.auditBatchEntries.record(entries);
    },
    watch: (parts) => {
      watchGateway({ meter, ...parts });
    },
    answerMetrics: metrics.answerMetrics,
    [Symbol.asyncDispose]: async () => {
      runtime?.[Symbol.dispose]();
      const closing = Promise.allSettled([spans?.close(), metrics.close()]);
      // A collector that hangs does not keep a gateway from stopping.
      await Promise.race([closing, patience(limits.telemetryFlushMs)]);
    },
  };
}

function patience(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
