import { SpanKind } from '@opentelemetry/api';
import type { AgencyName } from '@hearthgate/schema';
import { AgencyUnavailable } from '../agencies/agency-unavailable.ts';
import { limits } from '../limits.ts';
import { GatewaySpan, type SpanSink } from './gateway-span.ts';
import type { Instruments } from './instruments.ts';
import { unixNowMs } from './unix-now-ms.ts';

/** What telemetry sees of a call to an agency: how many shared it and asked about, never whom. */
export interface ObservedCall {
  readonly agency: AgencyName;
  readonly requesters: number;
  readonly refs: number;
  /** The stages that wait for it, of those requests that are sampled. */
  readonly waiting: readonly GatewaySpan[];
}

/** Runs a call and gives what it gives. */
export type ObserveAgencyCall = <Answer>(call: ObservedCall, work: () => Promise<Answer>) => Promise<Answer>;

export interface ObserveAgencyCallsOptions {
  readonly instruments: Instruments;
  readonly sink: SpanSink | undefined;
}

/**
 * Measures calls to agencies. The span of a call that several requests share is a child of the first sampled one's stage;
 * the others' stages link to it, so that every trace leads to the calls that it waited for, and it to the first of them.
 *
 * No trace context is sent to an agency: by a shared trace id two agencies that put their logs side by side could tell
 * which of their pseudonyms are one person, as by a shared `txn` (docs/decisions/0030).
 */
export function observeAgencyCalls({ instruments, sink }: ObserveAgencyCallsOptions): ObserveAgencyCall {
  return async (call, work) => {
    const { agency, requesters, refs } = call;
    const byAgency = { 'hearthgate.agency': agency };
    instruments.agencyCallRequesters.record(requesters, byAgency);
    instruments.agencyCallRefs.record(refs, byAgency);
    const span = sink && beginSpan(sink, call);
    const startedAtMs = performance.now();
    const done = (result: string): void => {
      const byResult = { ...byAgency, 'hearthgate.agency.result': result };
      const lastedMs = performance.now() - startedAtMs;
      instruments.agencyCallDuration.record(lastedMs / 1_000, byResult);
      if (!span) return;
      span.attributes = {
        ...byResult,
        'hearthgate.agency.requesters': requesters,
        'hearthgate.agency.refs': refs,
      };
      if (result !== 'ANSWERED') span.fail();
      span.end(unixNowMs());
    };
    try {
      const answer = await work();
      done('ANSWERED');
      return answer;
    } catch (error) {
      done(error instanceof AgencyUnavailable ? error.failure : 'INTERNAL');
      throw error;
    }
  };
}

function beginSpan(sink: SpanSink, { agency, waiting }: ObservedCall): GatewaySpan | undefined {
  const [first, ...others] = waiting;
  if (!first) return undefined;
  const parent = first.spanContext();
  const span = new GatewaySpan({
    sink,
    name: `ask ${agency}`,
    kind: SpanKind.CLIENT,
    traceId: parent.traceId,
    parent,
    startMs: unixNowMs(),
  });
  for (const [index, other] of others.entries()) {
    if (index < limits.maxLinksToRequesters) span.linkTo(other.spanContext());
    other.linkTo(span.spanContext());
  }
  return span;
}
