import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { limits } from '../service/limits.ts';

/**
 * The gateway's published keys (RFC 7517): fetched at first use, when they have grown old, and when a token names a key
 * that is not among them, so that a gateway changes its keys without a word to anyone.
 */
export function gatewayKeys(gatewayUrl: string): JWTVerifyGetKey {
  return createRemoteJWKSet(new URL(`${gatewayUrl}/.well-known/jwks.json`), {
    cacheMaxAge: limits.maxGatewayKeysAgeMs,
    cooldownDuration: limits.gatewayKeysCooldownMs,
    timeoutDuration: limits.gatewayKeysTimeoutMs,
  });
}
