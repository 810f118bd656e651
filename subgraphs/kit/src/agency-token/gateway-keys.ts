import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { limits } from '../service/limits.ts';

export interface GatewayKeys extends Disposable {
  readonly get: JWTVerifyGetKey;
}

/**
 * The gateway's published keys (RFC 7517), fetched again and again beside the calls, so that none waits for them; and at
 * once when a token names a key that is not among them, so that a gateway changes its keys without a word to anyone.
 *
 * Keys that could not be fetched anew for a while are of no use: a gateway may have withdrawn one.
 */
export function gatewayKeys(gatewayUrl: string): GatewayKeys {
  const keys = createRemoteJWKSet(new URL(`${gatewayUrl}/.well-known/jwks.json`), {
    cacheMaxAge: limits.maxGatewayKeysAgeMs,
    cooldownDuration: limits.gatewayKeysCooldownMs,
    timeoutDuration: limits.gatewayKeysTimeoutMs,
  });
  const refresh = (): void => {
    // A gateway that is not there now is asked again by the next call or the next turn.
    keys.reload().catch(() => undefined);
  };
  refresh();
  const timer = setInterval(refresh, limits.gatewayKeysRefreshMs).unref();
  return {
    get: keys,
    [Symbol.dispose]: () => {
      clearInterval(timer);
    },
  };
}
