import { listClients } from '@hearthgate/local/clients';
import { LocalError } from '@hearthgate/local/errors';
import type { IssuerLocation } from '@hearthgate/local/issuer-location';
import { authorizationDetailsFor, readClientKey, requestAccessToken } from '@hearthgate/local/tokens';
import { tokenSource } from './token-source.ts';

export interface FindOfficerOptions {
  readonly location: IssuerLocation;
  /** The only one registered, unless named. */
  readonly client: string | undefined;
  readonly signal: AbortSignal;
}

/** A privacy officer's client, and its tokens. */
export interface Officer {
  readonly id: string;
  /** For the gateway, good for the next request. */
  readonly token: () => Promise<string>;
  /** For the agency of that URL. */
  readonly tokenFor: (agencyUrl: string) => () => Promise<string>;
}

/** Finds who asks the audit log. Errors: `CLIENT_UNKNOWN`, saying which could be named. */
export async function findOfficer({ location, client, signal }: FindOfficerOptions): Promise<Officer> {
  const id = await officerId(location, client);
  const privateJwk = await readClientKey(location.dataDir, id);
  const tokenFor = (resource?: string): (() => Promise<string>) =>
    tokenSource({
      request: () =>
        requestAccessToken({
          issuerUrl: location.issuerUrl,
          clientId: id,
          privateJwk,
          authorizationDetails: authorizationDetailsFor({ purpose: 'AUDIT_REVIEW' }),
          resource,
        }),
      signal,
    });
  return { id, token: tokenFor(), tokenFor };
}

async function officerId(location: IssuerLocation, client: string | undefined): Promise<string> {
  const clients = (await listClients(location)).filter(({ revokedAt }) => revokedAt === null);
  const officers = clients.filter(({ role }) => role === 'PRIVACY_OFFICER').map(({ id }) => id);
  if (client !== undefined) {
    if (officers.includes(client)) return client;
    throw new LocalError(
      'CLIENT_UNKNOWN',
      `${client} is no privacy officer's client: see "hearthgate client list"`,
    );
  }
  const [only, ...others] = officers;
  if (only !== undefined && others.length === 0) return only;
  throw new LocalError(
    'CLIENT_UNKNOWN',
    only === undefined
      ? 'no privacy officer is registered: use "hearthgate client add --role PRIVACY_OFFICER"'
      : `several privacy officers are registered: name one by --client (${officers.join(', ')})`,
  );
}
