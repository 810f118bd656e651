import { createNoopMeter, type Meter, type MeterProvider as AnyMeterProvider } from '@opentelemetry/api';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import type { Resource } from '@opentelemetry/resources';
import { type IMetricReader, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import type { Handler } from '../dispatch.ts';
import { limits } from '../limits.ts';
import { sendJson } from '../send-json.ts';
import type { TelemetryConfig } from './config.ts';

export interface Metrics {
  /** One that measures nothing, where nobody would read it. */
  readonly meter: Meter;
  /** For the metrics that the SDK keeps of itself: spans exported and lost. */
  readonly provider: AnyMeterProvider | undefined;
  readonly answerMetrics: Handler;
  close(): Promise<void>;
}

/** The metrics' side of telemetry: read by Prometheus, sent by OTLP, both or neither. */
export function openMetrics(
  { opsPort, metricsUrl }: Pick<TelemetryConfig, 'opsPort' | 'metricsUrl'>,
  resource: Resource,
): Metrics {
  // Served by the gateway's own second listener: the exporter's would bind before anything else is ready.
  const prometheus = opsPort === undefined ? undefined : new PrometheusExporter({ preventServerStart: true });
  const readers: IMetricReader[] = [];
  if (prometheus) readers.push(prometheus);
  if (metricsUrl !== undefined) {
    const exporter = new OTLPMetricExporter({ url: metricsUrl, timeoutMillis: limits.exportTimeoutMs });
    const exportIntervalMillis = limits.metricsExportedEveryMs;
    const exportTimeoutMillis = limits.exportTimeoutMs;
    readers.push(new PeriodicExportingMetricReader({ exporter, exportIntervalMillis, exportTimeoutMillis }));
  }
  const provider = readers.length > 0 ? new MeterProvider({ resource, readers }) : undefined;
  return {
    meter: provider?.getMeter('hearthgate') ?? createNoopMeter(),
    provider,
    answerMetrics: (request, response) => {
      if (prometheus) prometheus.getMetricsRequestHandler(request, response);
      else sendJson(response, 404, { error: 'not found' });
    },
    close: async () => {
      await provider?.shutdown();
    },
  };
}
