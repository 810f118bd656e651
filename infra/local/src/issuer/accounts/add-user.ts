import { saveClient } from '@hearthgate/gateway/administration';
import type { Role } from '@hearthgate/schema';
import { LocalError } from '../../errors.ts';
import { parseClientRegistration } from '../client-registration.ts';
import { inTransaction } from '../in-transaction.ts';
import type { ClientDatabases } from '../list-clients.ts';
import { claimName } from './claim-name.ts';
import { hashPassword } from './hash-password.ts';
import { parsePassword } from './parse-password.ts';

export interface AddUserOptions extends ClientDatabases {
  readonly username: string;
  readonly password: string;
  readonly role: Role;
  /** Of SCHOOL_AID_OFFICE and UNIVERSITY_AID_OFFICE, and of them alone. */
  readonly school?: string | undefined;
  /** Of AID_CENTER alone. */
  readonly division?: string | undefined;
  /** Of AGENCY_OPERATOR alone. */
  readonly agency?: string | undefined;
  readonly adHocQueries?: boolean | undefined;
}

/**
 * Adds a person, who can sign in at once. The gateway knows people among its clients: by the same limits, and ended as fast.
 * A name is never used twice, also not after the account is disabled: the audit log knows people by it.
 *
 * Errors: `BAD_USER`, `USER_EXISTS`, `CLIENT_EXISTS`, `ISSUER_UNAVAILABLE`, `GATEWAY_UNAVAILABLE`.
 */
export async function addUser(options: AddUserOptions): Promise<void> {
  const { databaseUrl, gatewayDatabaseUrl, adHocQueries = false } = options;
  const { id, ...registration } = parseClientRegistration(
    {
      id: options.username,
      role: options.role,
      school: options.school,
      division: options.division,
      agency: options.agency,
    },
    'username',
  );
  if (/\d{15}/.test(id)) {
    // It stands in the audit log, which nobody can take it out of again.
    throw new LocalError('BAD_USER', '--username: must not be an ID number or a student number');
  }
  const hash = await hashPassword(parsePassword(options.password, id));
  await inTransaction({ databaseUrl, of: 'issuer' }, async (issuer) => {
    await claimName(issuer, id);
    await issuer.query(
      'insert into account (username, registration, password_hash, ad_hoc_queries) values ($1, $2, $3, $4)',
      [id, registration, hash, adHocQueries],
    );
    // Before the commit, as a client's: one whom the gateway does not know is none.
    await inTransaction({ databaseUrl: gatewayDatabaseUrl, of: 'gateway' }, (gateway) =>
      saveClient(gateway, {
        id,
        person: true,
        role: registration.role,
        adHocQueries,
        senderConstrained: false,
        requestsPerSecond: undefined,
        subjectsPerDay: undefined,
      }),
    );
  });
}
