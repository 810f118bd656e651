import { serveGateway } from '@hearthgate/gateway';
import { compiledLane } from '@hearthgate/gateway/lanes';
import { freePort } from '@hearthgate/tools';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';
import { expect, vi } from 'vitest';
import type { SystemUnderTest } from './start-system.ts';

export interface TracedReplica extends AsyncDisposable {
  readonly url: string;
  /** What `GET /metrics` says. */
  metrics(): Promise<string>;
  /** All spans of a trace, once its request's own has ended. */
  trace(traceId: string): Promise<ReadableSpan[]>;
  spans(): ReadableSpan[];
}

/** A replica of the system's gateway that traces a share of its requests into memory. */
export async function serveTracedReplica(
  { gatewayConfig }: SystemUnderTest,
  sampledShare = 1,
): Promise<TracedReplica> {
  // Not the SDK's in-memory exporter, which forgets everything when the gateway stops.
  const finished: ReadableSpan[] = [];
  const exporter: SpanExporter = {
    export: (spans, done) => {
      finished.push(...spans);
      done({ code: 0 });
    },
    shutdown: () => Promise.resolve(),
  };
  const [port, opsPort] = [await freePort(), await freePort()];
  const telemetry = { ...gatewayConfig.telemetry, opsPort, sampledShare };
  const gateway = await serveGateway({ ...gatewayConfig, port, telemetry }, compiledLane, exporter);
  return {
    url: `http://127.0.0.1:${String(port)}`,
    metrics: async () => (await fetch(`http://127.0.0.1:${String(opsPort)}/metrics`)).text(),
    spans: () => finished,
    trace: async (traceId) => {
      const own = (): ReadableSpan[] => finished.filter((span) => span.spanContext().traceId === traceId);
      // Spans leave in batches, once a second at the latest.
      await vi.waitFor(
        () => {
          expect(own().some(({ parentSpanContext }) => parentSpanContext === undefined)).toBe(true);
        },
        { timeout: 15_000 },
      );
      return own();
    },
    [Symbol.asyncDispose]: () => gateway.close(),
  };
}
