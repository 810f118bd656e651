import type { IncomingHttpHeaders } from 'node:http';
import type { GatewaySpan } from './gateway-span.ts';
import type { Instruments } from './instruments.ts';
import { readCallerContext } from './read-caller-context.ts';
import type { HttpMethod } from './http-method.ts';
import type { RequestSpans } from './request-spans.ts';
import type { Stage } from './stages.ts';

/** What came of a request, by a bounded set of names. */
export interface RequestEnd {
  /** `ANSWERED`, or the code of the refusal or fault. */
  readonly code: string;
  readonly status: number;
}

export interface RequestTraceOptions {
  /** 32 hexadecimal digits (W3C Trace Context). */
  readonly id: string;
  readonly method: HttpMethod;
  /** A path of `gatewayRoutes`, never a request's own. */
  readonly route: string;
  /** Undefined of a request that is not sampled. */
  readonly spans: RequestSpans | undefined;
  readonly duration: Instruments['requestDuration'];
}

/**
 * What telemetry sees of one request: how long it and its stages took, and what came of it. Never who asked, about whom,
 * or what: that stands in the audit log, in the leaf whose `traceId` is this `id`.
 *
 * A request that is not sampled costs two readings of the clock and one of the histograms.
 */
export class RequestTrace {
  readonly id: string;
  readonly #options: RequestTraceOptions;
  readonly #startedAtMs = performance.now();

  constructor(options: RequestTraceOptions) {
    this.id = options.id;
    this.#options = options;
  }

  /** Runs a stage and gives what it gives: a span long, where the request is sampled. */
  stage<Result>(stage: Stage, work: () => Result): Result {
    const { spans } = this.#options;
    return spans ? spans.run(stage, work) : work();
  }

  /** The stage under way, for the calls to agencies that belong to it. */
  get openSpan(): GatewaySpan | undefined {
    return this.#options.spans?.open;
  }

  /**
   * Links to the trace that the caller names in `traceparent`. For a caller whose token is verified: a stranger could
   * write what it likes into our traces, if only 24 bytes of it.
   */
  linkToCaller(headers: IncomingHttpHeaders): void {
    const { spans } = this.#options;
    const context = spans && readCallerContext(headers);
    if (context) spans.linkTo(context);
  }

  /** Once the answer is on its way. */
  end({ code, status }: RequestEnd): void {
    const { method, route, spans, duration } = this.#options;
    const attributes = {
      'http.request.method': method,
      'http.route': route,
      'http.response.status_code': status,
      'url.scheme': 'http',
      'hearthgate.outcome': code,
    };
    duration.record((performance.now() - this.#startedAtMs) / 1_000, attributes);
    spans?.end(attributes, status);
  }
}
