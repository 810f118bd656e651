import { provisionGateway } from '@hearthgate/gateway/administration';
import { AGENCIES, HOUSEHOLD_AGENCIES } from '@hearthgate/schema';
import { provisionAgency } from '@hearthgate/subgraph-kit/registers';
import pg from 'pg';
import { prepareAuditLog } from '../audit-log/prepare-audit-log.ts';
import { databaseUrls } from '../data-dir/database-urls.ts';
import type { PreparedSecrets } from '../data-dir/secrets.ts';
import { LocalError } from '../errors.ts';
import { carryClientSettings } from '../issuer/carry-client-settings.ts';
import type { ClientDatabases } from '../issuer/list-clients.ts';
import { provisionIssuer } from '../issuer/provision-issuer.ts';
import { prepareScreeningKeys } from '../screening-keys/prepare-screening-keys.ts';
import { addStoredKey, readStoredKeys, storedKeysFile } from '../pseudonym-keys/stored-keys.ts';

export interface ProvisionDatabasesOptions {
  readonly dataDir: string;
  /** An admin's connection string of the cluster. */
  readonly adminUrl: string;
  readonly secrets: PreparedSecrets;
  readonly auditOrigin: string | undefined;
}

/**
 * Every agency's, the issuer's, the gateway's and the audit log's database, and their first keys; safe at every start. Returns
 * the connection strings of those two that know clients.
 *
 * Errors: `KEYS_LOST` when a register or a log is there whose key is not. A new key would not bring its answers back: it would
 * make the next import of one agency disagree with all others, and its YES would read as NO.
 */
export async function provisionDatabases(options: ProvisionDatabasesOptions): Promise<ClientDatabases> {
  const { dataDir, adminUrl, secrets } = options;
  const urls = databaseUrls(dataDir);
  const [databaseUrl] = await Promise.all([
    provisionIssuer({ adminUrl, password: secrets.issuerPassword }),
    provisionGateway({ adminUrl, passwords: secrets.gatewayPasswords }),
    prepareAuditLog({
      dataDir,
      adminUrl,
      passwords: secrets.auditPasswords,
      readerUrl: urls.auditReader(),
      origin: options.auditOrigin,
    }),
    ...AGENCIES.map((agency) =>
      provisionAgency({
        adminUrl,
        agency,
        passwords: { ...secrets.agencyPasswords[agency], operator: secrets.operatorPasswords[agency] },
      }),
    ),
  ]);
  await prepareScreeningKeys(dataDir, urls.gatewayAs('service'));
  const clientDatabases = { databaseUrl, gatewayDatabaseUrl: urls.gatewayAs('owner') };
  await carryClientSettings(clientDatabases);
  for (const agency of HOUSEHOLD_AGENCIES) {
    if (readStoredKeys(dataDir, agency)) continue;
    if (await holdsRegister(urls.ownerOf(agency))) {
      throw new LocalError(
        'KEYS_LOST',
        `${storedKeysFile(dataDir, agency)} is missing, but ${agency} holds a register made with it: ` +
          'restore the file from a backup, or start on an empty database',
      );
    }
    addStoredKey(dataDir, agency);
  }
  return clientDatabases;
}

async function holdsRegister(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from shared.register');
    return rowCount !== null && rowCount > 0;
  } finally {
    await client.end();
  }
}
