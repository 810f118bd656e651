import {
  type Attributes,
  type HrTime,
  type Link,
  type SpanContext,
  SpanKind,
  type SpanStatus,
  SpanStatusCode,
  TraceFlags,
} from '@opentelemetry/api';
import type { Resource } from '@opentelemetry/resources';
import { RandomIdGenerator, type ReadableSpan } from '@opentelemetry/sdk-trace';
import { limits } from '../limits.ts';

/** Whose spans they are, and where they go once they have ended. */
export interface SpanSink {
  readonly resource: Resource;
  readonly take: (span: ReadableSpan) => void;
}

export interface GatewaySpanOptions {
  readonly sink: SpanSink;
  readonly name: string;
  readonly kind: SpanKind;
  readonly traceId: string;
  readonly parent?: SpanContext | undefined;
  /** Milliseconds since 1970, with their fractions. */
  readonly startMs: number;
}

const ids = new RandomIdGenerator();
const scope = { name: 'hearthgate' };
const unset: SpanStatus = { code: SpanStatusCode.UNSET };
const failed: SpanStatus = { code: SpanStatusCode.ERROR };

/**
 * A span, as exporters read it. Made by hand: the SDK's `Tracer` samples, cleans and measures each span anew, which made
 * twelve spans of a request cost 17 µs where these take 4 to 8 (docs/decisions/0030).
 *
 * Whatever is put in here leaves the gateway. So there is no way to put in an event, an exception or a message, and its
 * attributes come from the code of `telemetry/` alone.
 */
export class GatewaySpan implements ReadableSpan {
  readonly name: string;
  readonly kind: SpanKind;
  readonly parentSpanContext?: SpanContext;
  readonly startTime: HrTime;
  readonly resource: Resource;
  readonly instrumentationScope = scope;
  readonly links: Link[] = [];
  readonly events: never[] = [];
  readonly droppedAttributesCount = 0;
  readonly droppedEventsCount = 0;
  droppedLinksCount = 0;
  attributes: Attributes = {};
  status: SpanStatus = unset;
  endTime: HrTime;
  ended = false;
  readonly #context: SpanContext;
  readonly #take: SpanSink['take'];

  constructor({ sink, name, kind, traceId, parent, startMs }: GatewaySpanOptions) {
    this.name = name;
    this.kind = kind;
    if (parent) this.parentSpanContext = parent;
    this.startTime = hrTimeOf(startMs);
    this.endTime = this.startTime;
    this.resource = sink.resource;
    this.#take = sink.take;
    this.#context = { traceId, spanId: ids.generateSpanId(), traceFlags: TraceFlags.SAMPLED };
  }

  spanContext(): SpanContext {
    return this.#context;
  }

  get duration(): HrTime {
    const seconds = this.endTime[0] - this.startTime[0];
    const nanos = this.endTime[1] - this.startTime[1];
    return nanos < 0 ? [seconds - 1, nanos + 1e9] : [seconds, nanos];
  }

  /** Bounded: links beyond are counted. One to a span that has left already is of no use, and ignored. */
  linkTo(context: SpanContext): void {
    if (this.ended) return;
    if (this.links.length < limits.maxSpanLinks) this.links.push({ context });
    else this.droppedLinksCount += 1;
  }

  fail(): void {
    this.status = failed;
  }

  end(endMs: number): void {
    this.ended = true;
    this.endTime = hrTimeOf(endMs);
    this.#take(this);
  }
}

function hrTimeOf(unixMs: number): HrTime {
  const seconds = Math.trunc(unixMs / 1_000);
  return [seconds, Math.trunc((unixMs - seconds * 1_000) * 1e6)];
}
