import { saveClient } from '@hearthgate/gateway/administration';
import type { Role } from '@hearthgate/schema';
import { clientKeyFile } from '../client-keys/client-key-file.ts';
import { generateClientKey } from '../client-keys/generate-client-key.ts';
import { writePrivateFile } from '../client-keys/write-private-file.ts';
import { claimName } from './accounts/claim-name.ts';
import { parseClientRegistration } from './client-registration.ts';
import { clientSettingsSchema } from './client-settings.ts';
import { LocalError } from '../errors.ts';
import { inTransaction } from './in-transaction.ts';
import type { ClientDatabases } from './list-clients.ts';

export interface RegisterClientOptions extends ClientDatabases {
  /** Its private key goes to DATA_DIR/clients/ID.json. */
  readonly dataDir: string;
  readonly id: string;
  readonly role: Role;
  /** Of SCHOOL_AID_OFFICE and UNIVERSITY_AID_OFFICE, and of them alone. */
  readonly school?: string | undefined;
  /** Of AID_CENTER alone. */
  readonly division?: string | undefined;
  /** Of AGENCY_OPERATOR alone. */
  readonly agency?: string | undefined;
  readonly adHocQueries?: boolean | undefined;
  readonly senderConstrained?: boolean | undefined;
  readonly requestsPerSecond?: number | undefined;
  readonly subjectsPerDay?: number | undefined;
}

/**
 * Registers a client with a new ES256 key pair: the public half with the issuer, the private half in the data
 * directory (0600), its settings with the gateway. Tokens can be had and used at once. An id is never used twice, also
 * not after its revocation: the audit log knows clients by it.
 *
 * Errors: `BAD_CLIENT`, `CLIENT_EXISTS`, `USER_EXISTS` for a name that is a person's, `ISSUER_UNAVAILABLE`, `GATEWAY_UNAVAILABLE`.
 */
export async function registerClient(options: RegisterClientOptions): Promise<void> {
  const { databaseUrl, gatewayDatabaseUrl } = options;
  const { id, ...registration } = parseClientRegistration({
    id: options.id,
    role: options.role,
    school: options.school,
    division: options.division,
    agency: options.agency,
  });
  const parsed = clientSettingsSchema.safeParse({
    adHocQueries: options.adHocQueries,
    senderConstrained: options.senderConstrained,
    requestsPerSecond: options.requestsPerSecond,
    subjectsPerDay: options.subjectsPerDay,
  });
  if (!parsed.success) throw new LocalError('BAD_CLIENT', 'limits are whole numbers, 0 for none');
  const { requestsPerSecond, subjectsPerDay, ...may } = parsed.data;
  const settings = { id, person: false, role: registration.role, ...may, requestsPerSecond, subjectsPerDay };
  const key = await generateClientKey();
  await inTransaction({ databaseUrl, of: 'issuer' }, async (issuer) => {
    await claimName(issuer, id);
    await issuer.query(
      'insert into client (id, registration, sender_constrained, public_key) values ($1, $2, $3, $4)',
      [id, registration, may.senderConstrained, key.publicJwk],
    );
    // Both before the commit: a client whose settings or key could not be written is none. What an interruption leaves
    // behind is of no use without the issuer's row, and the next attempt overwrites it.
    await inTransaction({ databaseUrl: gatewayDatabaseUrl, of: 'gateway' }, (gateway) =>
      saveClient(gateway, settings),
    );
    writePrivateFile(clientKeyFile(options.dataDir, id), JSON.stringify(key.privateJwk));
  });
}
