import { endClient } from '@hearthgate/gateway/administration';
import { LocalError } from '../../errors.ts';
import { inTransaction } from '../in-transaction.ts';
import type { ClientDatabases } from '../list-clients.ts';
import { endSessions } from './end-sessions.ts';

export interface UserChange extends ClientDatabases {
  readonly username: string;
}

/**
 * The person can sign in no more, at once and for ever; every session ends, none gets a new token, and within 5 s no gateway
 * answers those that are about. An agency takes a token until it expires, after 300 s at most. Disabling twice changes nothing.
 *
 * Errors: `USER_UNKNOWN`, `ISSUER_UNAVAILABLE`, `GATEWAY_UNAVAILABLE`.
 */
export async function disableUser(change: UserChange): Promise<void> {
  const { databaseUrl, gatewayDatabaseUrl, username } = change;
  await inTransaction({ databaseUrl, of: 'issuer' }, async (issuer) => {
    const { rowCount } = await issuer.query(
      'update account set disabled_at = coalesce(disabled_at, now()) where username = $1',
      [username],
    );
    if (rowCount === 0) throw new LocalError('USER_UNKNOWN', `no user is called ${JSON.stringify(username)}`);
    await endSessions(issuer, username);
    await inTransaction({ databaseUrl: gatewayDatabaseUrl, of: 'gateway' }, (gateway) =>
      endClient(gateway, username),
    );
  });
}
