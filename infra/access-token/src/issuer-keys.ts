import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { AccessTokenError } from './errors.ts';

const metadataSchema = z.object({ issuer: z.string(), jwks_uri: z.url() });

/**
 * The issuer's signing keys, found by its metadata (OpenID Connect Discovery 1.0, section 4) at first use, then cached
 * and refetched by jose when a key is unknown, every 30 s at most. A failed discovery is tried again with the next token.
 *
 * Errors: `ISSUER_UNAVAILABLE` when metadata or keys cannot be had; jose's own when they are there and none fits.
 */
export function issuerKeys(issuer: string): JWTVerifyGetKey {
  let discovered: Promise<JWTVerifyGetKey> | undefined;
  return async (protectedHeader, token) => {
    discovered ??= discover(issuer).catch((error: unknown) => {
      discovered = undefined;
      throw error;
    });
    try {
      const keys = await discovered;
      return await keys(protectedHeader, token);
    } catch (error) {
      const noneFits =
        error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys;
      if (noneFits) throw error;
      throw new AccessTokenError('ISSUER_UNAVAILABLE', 'the issuer does not serve its keys; try again', {
        headers: { 'retry-after': '1' },
        cause: error,
      });
    }
  };
}

async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  const response = await fetch(`${issuer}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(5_000),
  });
  if (!response.ok) throw new Error(`the issuer's metadata: HTTP ${String(response.status)}`);
  const metadata = metadataSchema.parse(await response.json());
  if (metadata.issuer !== issuer) throw new Error(`the issuer's metadata names another issuer`);
  return createRemoteJWKSet(new URL(metadata.jwks_uri));
}
