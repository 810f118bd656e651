import type { Histogram, Meter } from '@opentelemetry/api';

/** What is recorded as it happens. The rest is looked at when somebody reads the metrics: `watch-gateway`, `watch-runtime`. */
export interface Instruments {
  readonly requestDuration: Histogram;
  readonly agencyCallDuration: Histogram;
  readonly agencyCallRequesters: Histogram;
  readonly agencyCallRefs: Histogram;
  readonly auditCommitDuration: Histogram;
  readonly auditBatchEntries: Histogram;
}

/** As OpenTelemetry's conventions have it for HTTP. */
const httpSeconds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
const innerSeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

/**
 * The gateway's histograms. Names, units and attributes are OpenTelemetry's where it has them and `hearthgate.…`
 * otherwise. Every attribute is of a set that is bounded by the code: outcomes, agencies, kinds of failure; no client.
 */
export function makeInstruments(meter: Meter): Instruments {
  const histogram = (name: string, unit: string, bounds: number[], description: string): Histogram =>
    meter.createHistogram(name, { unit, description, advice: { explicitBucketBoundaries: bounds } });
  return {
    requestDuration: histogram(
      'http.server.request.duration',
      's',
      httpSeconds,
      'From a request to its answer, by what came of it',
    ),
    agencyCallDuration: histogram(
      'hearthgate.agency.call.duration',
      's',
      innerSeconds,
      'A call to an agency with its retry, by how it ended',
    ),
    agencyCallRequesters: histogram(
      'hearthgate.agency.call.requesters',
      '{request}',
      [1, 2, 4, 8, 16, 32],
      'Requests that shared a call to an agency',
    ),
    agencyCallRefs: histogram(
      'hearthgate.agency.call.refs',
      '{ref}',
      [0, 1, 3, 10, 30, 100, 300, 1_000, 4_000],
      'Refs (at enrollment: student numbers) in a call to an agency',
    ),
    auditCommitDuration: histogram(
      'hearthgate.audit.commit.duration',
      's',
      innerSeconds,
      'From an outcome that waits to its leaf that is durable',
    ),
    auditBatchEntries: histogram(
      'hearthgate.audit.batch.entries',
      '{entry}',
      [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000],
      'Entries that one transaction of the audit log wrote',
    ),
  };
}
