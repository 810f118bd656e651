import type { MeterProvider } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import type { SpanExporter } from '@opentelemetry/sdk-trace';
import { limits } from '../limits.ts';

/**
 * Sends spans to a collector that speaks OTLP, as protobuf over HTTP. Headers, compression and certificates it reads from
 * OpenTelemetry's standard variables by itself.
 */
export function otlpSpanExporter(url: string, provider: MeterProvider | undefined): SpanExporter {
  const measured = provider && { selfObsMeterProvider: provider };
  return new OTLPTraceExporter({ url, timeoutMillis: limits.exportTimeoutMs, ...measured });
}
