import type { IncomingMessage } from 'node:http';
import type { AuditLog } from '@hearthgate/audit-log';
import type { Handler } from '../dispatch.ts';
import type { ObserveAgencyCall } from './observe-agency-calls.ts';
import type { RequestTrace } from './request-trace.ts';
import type { WatchGatewayOptions } from './watch-gateway.ts';

/**
 * What the gateway says of itself to whoever runs it. Nothing rests on it: whatever it measures gives the same results
 * where it is switched off, and an exporter that fails or hangs costs spans, never a request.
 */
export interface Telemetry extends AsyncDisposable {
  /** A request begins; `route` is a path of `gatewayRoutes`, and never the request's own. */
  begin(request: Pick<IncomingMessage, 'method'>, route: string): RequestTrace;
  readonly observeCall: ObserveAgencyCall;
  /** The same log, whose commits are measured. */
  observed(log: AuditLog): AuditLog;
  /** The audit log wrote a batch of so many entries. */
  readonly batchWritten: (entries: number) => void;
  watch(parts: Omit<WatchGatewayOptions, 'meter'>): void;
  /** Answers with all metrics as Prometheus reads them. */
  readonly answerMetrics: Handler;
}
