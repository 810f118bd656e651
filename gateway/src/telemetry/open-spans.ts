import { type MeterProvider, ROOT_CONTEXT } from '@opentelemetry/api';
import type { Resource } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  type BatchSpanProcessorOptions,
  SamplingDecision,
  type SpanExporter,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace';
import { limits } from '../limits.ts';
import type { SpanSink } from './gateway-span.ts';

export interface OpenSpansOptions {
  readonly exporter: SpanExporter;
  readonly sampledShare: number;
  readonly resource: Resource;
  readonly provider: MeterProvider | undefined;
}

/** The spans' side of telemetry. */
export interface Spans {
  readonly sink: SpanSink;
  isSampled(traceId: string): boolean;
  /** Sends what is left. */
  close(): Promise<void>;
}

/**
 * Spans wait in a bounded queue and leave in batches, one batch at a time. What does not fit is lost and counted
 * (`otel.sdk.processor.span.processed` with an `error.type`): a collector that is slow or gone holds up no request.
 */
export function openSpans({ exporter, sampledShare, resource, provider }: OpenSpansOptions): Spans {
  const sampler = new TraceIdRatioBasedSampler(sampledShare);
  const options: BatchSpanProcessorOptions = {
    exporter,
    maxQueueSize: limits.maxQueuedSpans,
    maxExportBatchSize: limits.maxSpansPerExport,
    scheduledDelayMillis: limits.spansExportedEveryMs,
    exportTimeoutMillis: limits.exportTimeoutMs,
    ...(provider && { selfObsMeterProvider: provider }),
  };
  const processor = new BatchSpanProcessor(options);
  return {
    sink: {
      resource,
      take: (span) => {
        processor.onEnd(span);
      },
    },
    isSampled: (traceId) =>
      sampler.shouldSample(ROOT_CONTEXT, traceId).decision === SamplingDecision.RECORD_AND_SAMPLED,
    close: () => processor.shutdown(),
  };
}
