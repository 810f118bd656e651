import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';
import type pg from 'pg';
import { findClientMetadata } from './find-client-metadata.ts';
import { limits } from './limits.ts';
import { oneTimeValues } from './one-time-values.ts';

/**
 * The provider's storage: clients in Postgres, used assertions in memory, and nothing else, since JWT access tokens
 * are not stored and no other grant is offered.
 */
export function issuerAdapter(pool: pg.Pool): AdapterFactory {
  const replays = oneTimeValues({
    rememberSeconds: limits.maxAssertionLifetimeSeconds + 2 * limits.clockToleranceSeconds,
    maxValues: limits.maxOneTimeValues,
  });
  return (model) => {
    if (model === 'Client') return { ...refusing(model), find: (id) => findClientMetadata(pool, id) };
    if (model === 'ReplayDetection') return replays;
    return refusing(model);
  };
}

function refusing(model: string): Adapter {
  const refuse = (): Promise<AdapterPayload | undefined> =>
    Promise.reject(new Error(`the issuer stores no ${model}`));
  const refuseChange = (): Promise<void> => refuse().then(() => undefined);
  return {
    find: refuse,
    findByUid: refuse,
    findByUserCode: refuse,
    upsert: refuseChange,
    consume: refuseChange,
    destroy: refuseChange,
    revokeByGrantId: refuseChange,
  };
}
