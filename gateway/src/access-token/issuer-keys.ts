import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';

const metadataSchema = z.object({ issuer: z.string(), jwks_uri: z.url() });

/**
 * The issuer's signing keys, found by its metadata (OpenID Connect Discovery 1.0, section 4) at first use, then cached
 * and refetched by jose when a key is unknown. A failed discovery is tried again with the next token.
 */
export function issuerKeys(issuer: string): JWTVerifyGetKey {
  let discovered: Promise<JWTVerifyGetKey> | undefined;
  return async (protectedHeader, token) => {
    discovered ??= discover(issuer).catch((error: unknown) => {
      discovered = undefined;
      throw error;
    });
    const keys = await discovered;
    return keys(protectedHeader, token);
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
