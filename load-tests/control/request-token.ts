import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as oauth from 'oauth4webapi';
import { z } from 'zod';
import { LoadTestError } from '../load-test-error.ts';
import type { RunningSystem } from '../system/start-system.ts';

export interface RequestTokenOptions {
  readonly system: RunningSystem;
  readonly clientId: string;
  readonly purpose: string;
}

const keySchema = z.looseObject({ kty: z.string(), kid: z.string().optional() });

/** Asks a running system's issuer for an access token, as a client's own system does: by its private key (RFC 7523). */
export async function requestToken({ system, clientId, purpose }: RequestTokenOptions): Promise<string> {
  const file = join(system.dataDir, 'clients', `${clientId}.json`);
  const { kid, ...jwk } = keySchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const key = await crypto.subtle.importKey('jwk', { ...jwk, key_ops: ['sign'] }, algorithm, false, ['sign']);
  const authentication = oauth.PrivateKeyJwt(kid === undefined ? key : { key, kid });
  // Everything is on loopback.
  const http = { [oauth.allowInsecureRequests]: true };
  const issuer = new URL(system.runFile().issuer.url);
  const details = [{ type: 'household-status', actions: ['read'], purpose }];
  try {
    const discovered = await oauth.discoveryRequest(issuer, { ...http, algorithm: 'oauth2' });
    const server = await oauth.processDiscoveryResponse(issuer, discovered);
    const client = { client_id: clientId };
    const parameters = new URLSearchParams({ authorization_details: JSON.stringify(details) });
    const answer = await oauth.clientCredentialsGrantRequest(
      server,
      client,
      authentication,
      parameters,
      http,
    );
    const token = await oauth.processClientCredentialsResponse(server, client, answer);
    return token.access_token;
  } catch (error) {
    throw new LoadTestError(`the issuer gave ${clientId} no token for ${purpose}: ${String(error)}`);
  }
}
