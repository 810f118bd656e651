import type { IncomingHttpHeaders } from 'node:http';
import { type SpanContext, TraceFlags } from '@opentelemetry/api';

const version00 = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}$/;

/** An ID number anywhere in a run of digits: six of a place, a date, four more. One random id in some 200,000 looks like it. */
const idNumber = /\d{6}(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{4}/;

/**
 * Where a caller says that its request came from (W3C Trace Context, `traceparent`, version 00), for a link and nothing
 * more: neither its trace id nor its sampling is taken over, or a caller could write into the traces of others, and make
 * every request of its own a sampled one. `tracestate` and `baggage`, which are free text, are not read at all.
 *
 * Undefined for anything that is not such a header to the letter, and for one that holds what looks like an ID number.
 */
export function readCallerContext({ traceparent }: IncomingHttpHeaders): SpanContext | undefined {
  if (typeof traceparent !== 'string') return undefined;
  const [, traceId, spanId] = version00.exec(traceparent) ?? [];
  if (traceId === undefined || spanId === undefined) return undefined;
  if (idNumber.test(traceparent.replaceAll('-', ''))) return undefined;
  return { traceId, spanId, traceFlags: TraceFlags.NONE, isRemote: true };
}
