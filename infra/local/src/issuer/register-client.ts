import type { Role } from '@hearthgate/schema';
import { clientKeyFile } from '../client-keys/client-key-file.ts';
import { generateClientKey } from '../client-keys/generate-client-key.ts';
import { writePrivateFile } from '../client-keys/write-private-file.ts';
import { parseClientRegistration } from './client-registration.ts';
import { clientSettingsSchema } from './client-settings.ts';
import { LocalError } from '../errors.ts';
import { parseClientRow } from './registered-client.ts';
import type { RegisteredClient } from './registered-client.ts';
import { withIssuerDatabase } from './with-issuer-database.ts';

export interface RegisterClientOptions {
  /** The issuer's database. */
  readonly databaseUrl: string;
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
 * directory (0600). Tokens can be had at once. An id is never used twice, also not after its revocation: the audit log
 * knows clients by it.
 *
 * Errors: `BAD_CLIENT`, `CLIENT_EXISTS`.
 */
export async function registerClient(options: RegisterClientOptions): Promise<RegisteredClient> {
  const { id, ...registration } = parseClientRegistration({
    id: options.id,
    role: options.role,
    school: options.school,
    division: options.division,
    agency: options.agency,
  });
  const settings = clientSettingsSchema.safeParse({
    adHocQueries: options.adHocQueries,
    senderConstrained: options.senderConstrained,
    requestsPerSecond: options.requestsPerSecond,
    subjectsPerDay: options.subjectsPerDay,
  });
  if (!settings.success) throw new LocalError('BAD_CLIENT', 'limits are whole numbers, 0 for none');
  const key = await generateClientKey();
  return withIssuerDatabase(options.databaseUrl, async (database) => {
    const { rows } = await database.query<Record<string, unknown>>(
      `insert into client (id, registration, settings, public_key) values ($1, $2, $3, $4)
       on conflict (id) do nothing
       returning id, registration, settings, public_key, created_at, revoked_at`,
      [id, registration, settings.data, key.publicJwk],
    );
    if (rows[0] === undefined) {
      throw new LocalError('CLIENT_EXISTS', `client ${id} exists already, or existed; choose another id`);
    }
    // Before the commit: a client whose key could not be written is none.
    writePrivateFile(clientKeyFile(options.dataDir, id), JSON.stringify(key.privateJwk));
    return parseClientRow(rows[0]).client;
  });
}
