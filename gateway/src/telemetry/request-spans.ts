import { type SpanContext, SpanKind } from '@opentelemetry/api';
import { Refusal } from '../errors.ts';
import { GatewaySpan, type SpanSink } from './gateway-span.ts';
import type { Stage } from './stages.ts';
import { unixNowMs } from './unix-now-ms.ts';

/** The spans of one request that is sampled: its own, and one for each stage. */
export class RequestSpans {
  readonly #sink: SpanSink;
  readonly #traceId: string;
  readonly #request: GatewaySpan;
  #open: GatewaySpan;

  constructor(sink: SpanSink, name: string, traceId: string) {
    this.#sink = sink;
    this.#traceId = traceId;
    this.#request = this.#begin(name, SpanKind.SERVER);
    this.#open = this.#request;
  }

  /** The stage that is under way. */
  get open(): GatewaySpan {
    return this.#open;
  }

  linkTo(context: SpanContext): void {
    this.#request.linkTo(context);
  }

  /** Runs a stage. One request's stages follow each other or lie in each other, so that the open one is the parent. */
  run<Result>(stage: Stage, work: () => Result): Result {
    const outer = this.#open;
    const span = this.#begin(stage, SpanKind.INTERNAL, outer.spanContext());
    this.#open = span;
    const close = (): void => {
      this.#open = outer;
      span.end(unixNowMs());
    };
    const fail = (error: unknown): void => {
      span.attributes = { 'error.type': error instanceof Refusal ? error.code : 'INTERNAL' };
      if (!(error instanceof Refusal) || error.httpStatus >= 500) span.fail();
      close();
    };
    let result: Result;
    try {
      result = work();
    } catch (error) {
      fail(error);
      throw error;
    }
    // Beside the caller, who gets the very promise: what is told here changes nothing for it.
    if (result instanceof Promise) result.then(close, fail);
    else close();
    return result;
  }

  end(attributes: GatewaySpan['attributes'], status: number): void {
    this.#request.attributes = attributes;
    if (status >= 500) this.#request.fail();
    this.#request.end(unixNowMs());
  }

  #begin(name: string, kind: SpanKind, parent?: SpanContext): GatewaySpan {
    return new GatewaySpan({
      sink: this.#sink,
      name,
      kind,
      traceId: this.#traceId,
      parent,
      startMs: unixNowMs(),
    });
  }
}
