import type { webcrypto } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as oidc from 'openid-client';
import { z } from 'zod';
import type { ConsoleConfig } from '../../config.ts';
import { ConsoleError } from '../../errors.ts';
import { limits } from '../../limits.ts';

/** The issuer's metadata and how the console proves to it that it is the console. */
export type IssuerConfiguration = oidc.Configuration;

const keySchema = z.looseObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  kid: z.string(),
  d: z.string(),
});

/**
 * The issuer as a client of OpenID Connect sees it. Its metadata is fetched when it is first needed and kept; while the
 * issuer is down, each need tries anew and throws `ISSUER_UNAVAILABLE`, and the console itself goes on.
 *
 * Throws at once where the console's own key cannot be read.
 */
export async function issuerClient(config: ConsoleConfig): Promise<() => Promise<IssuerConfiguration>> {
  const authentication = await readAuthentication(config.keyFile);
  let known: Promise<IssuerConfiguration> | undefined;
  return async () => {
    known ??= discover(config, authentication);
    try {
      return await known;
    } catch (error) {
      known = undefined;
      throw new ConsoleError(
        'ISSUER_UNAVAILABLE',
        'sign-in does not answer at the moment: try again in a minute',
        {
          cause: error,
        },
      );
    }
  };
}

function discover(config: ConsoleConfig, authentication: oidc.ClientAuth): Promise<IssuerConfiguration> {
  const issuer = new URL(config.issuer);
  return oidc.discovery(issuer, config.clientId, { id_token_signed_response_alg: 'ES256' }, authentication, {
    timeout: limits.issuerTimeoutMs / 1000,
    // On one machine there is nobody in between; anywhere else http is refused.
    execute: isLoopback(issuer) ? [oidc.allowInsecureRequests] : [],
  });
}

function isLoopback({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}

async function readAuthentication(file: string): Promise<oidc.ClientAuth> {
  let jwk: z.output<typeof keySchema>;
  try {
    jwk = keySchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    throw new Error(
      'console: HEARTHGATE_CONSOLE_KEY_FILE: cannot be read as a private ES256 key (JWK with kid)',
    );
  }
  const { kid, ...material } = jwk;
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const key = await crypto.subtle.importKey('jwk', material as webcrypto.JsonWebKey, algorithm, false, [
    'sign',
  ]);
  return oidc.PrivateKeyJwt({ key, kid });
}
