import type { Meter } from '@opentelemetry/api';
import { AGENCIES } from '@hearthgate/schema';
import type { AgencyCaller } from '../agencies/agency-caller.ts';
import { CIRCUIT_STATES } from '../agencies/circuit-state.ts';
import type { Lane } from '../lane.ts';
import type { RequestPlaces } from '../overload/request-places.ts';

export interface WatchGatewayOptions {
  readonly meter: Meter;
  readonly places: Pick<RequestPlaces, 'taken' | 'shed'>;
  readonly agencies: Pick<AgencyCaller, 'circuitOf'>;
  readonly lane: Pick<Lane, 'counts'>;
}

/** Metrics of what the gateway's parts count for themselves, looked at when somebody reads them. */
export function watchGateway({ meter, places, agencies, lane }: WatchGatewayOptions): void {
  meter
    .createObservableUpDownCounter('http.server.active_requests', {
      unit: '{request}',
      description: 'Requests of POST /graphql that are being answered',
    })
    .addCallback((result) => {
      result.observe(places.taken, { 'http.request.method': 'POST', 'url.scheme': 'http' });
    });
  meter
    .createObservableCounter('hearthgate.request.shed', {
      unit: '{request}',
      description: 'Requests told to come again, because as many were being answered as the gateway answers',
    })
    .addCallback((result) => {
      result.observe(places.shed);
    });
  meter
    .createObservableGauge('hearthgate.agency.circuit.state', {
      unit: '1',
      description: '1 for the state that the circuit before an agency is in, 0 for the others',
    })
    .addCallback((result) => {
      for (const agency of AGENCIES) {
        const current = agencies.circuitOf(agency);
        for (const state of CIRCUIT_STATES) {
          const attributes = { 'hearthgate.agency': agency, 'hearthgate.circuit.state': state };
          result.observe(state === current ? 1 : 0, attributes);
        }
      }
    });
  watchPlans(meter, lane);
}

function watchPlans(meter: Meter, lane: Pick<Lane, 'counts'>): void {
  const counts = lane.counts?.bind(lane);
  if (!counts) return;
  const lookups = meter.createObservableCounter('hearthgate.plan.cache.lookups', {
    unit: '{lookup}',
    description:
      'How often a document under a mask, or a plan, was known already (hit) or had to be made (miss)',
  });
  const size = meter.createObservableUpDownCounter('hearthgate.plan.cache.size', {
    unit: '{item}',
    description: 'Documents under a mask, and plans, that are kept',
  });
  meter.addBatchObservableCallback(
    (result) => {
      for (const [name, { hits, misses, size: kept }] of Object.entries(counts())) {
        const ofCache = { 'hearthgate.cache.name': name };
        result.observe(lookups, hits, { ...ofCache, 'hearthgate.cache.result': 'hit' });
        result.observe(lookups, misses, { ...ofCache, 'hearthgate.cache.result': 'miss' });
        result.observe(size, kept, ofCache);
      }
    },
    [lookups, size],
  );
}
