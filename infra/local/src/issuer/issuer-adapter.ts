import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';
import type pg from 'pg';
import { CONSOLE_CLIENT_ID } from './console-client.ts';
import { findClientMetadata } from './find-client-metadata.ts';
import { limits } from './limits.ts';
import { oneTimeValues } from './one-time-values.ts';
import { KEPT_MODELS, providerRecords } from './provider-records.ts';

export interface IssuerAdapterOptions {
  readonly pool: pg.Pool;
  /** The console's own metadata, where people sign in; it is configured, and no row can stand in for it. */
  readonly consoleClient: AdapterPayload | undefined;
}

/**
 * The provider's storage: clients in Postgres, used assertions in memory, and, where people sign in, their sessions and
 * what comes of them in Postgres. JWT access tokens are not stored.
 */
export function issuerAdapter({ pool, consoleClient }: IssuerAdapterOptions): AdapterFactory {
  const replays = oneTimeValues({
    rememberSeconds: limits.maxAssertionLifetimeSeconds + 2 * limits.clockToleranceSeconds,
    maxValues: limits.maxOneTimeValues,
  });
  return (model) => {
    if (model === 'Client') {
      const find = (id: string) =>
        id === CONSOLE_CLIENT_ID ? Promise.resolve(consoleClient) : findClientMetadata(pool, id);
      return { ...refusing(model), find };
    }
    if (model === 'ReplayDetection') return replays;
    // Looked for when a token is revoked; JWTs are refused there, and no other kind is given to clients.
    if (model === 'ClientCredentials') return { ...refusing(model), find: () => Promise.resolve(undefined) };
    return consoleClient !== undefined && KEPT_MODELS.has(model)
      ? providerRecords(pool, model)
      : refusing(model);
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
