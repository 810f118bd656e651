import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AGENCIES, type AgencyName } from '@hearthgate/schema';
import { LocalError } from '../errors.ts';
import { dataDirPaths } from './data-dir-paths.ts';
import { readSecrets } from './read-secrets.ts';
import { type PreparedSecrets, type Secrets, secretsSchema } from './secrets.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

const password = (): string => randomBytes(24).toString('base64url');

/**
 * The secrets of this installation, made at its first start. Records where the databases are (`serverUrl`, its user
 * and password left out).
 * Throws `DATA_DIR_UNUSABLE` when a cluster is there whose password is not.
 */
export function prepareSecrets(dataDir: string, serverUrl: string): PreparedSecrets {
  const paths = dataDirPaths(dataDir);
  const known = readSecrets(dataDir);
  if (!known && existsSync(join(paths.postgres, 'PG_VERSION'))) {
    throw new LocalError(
      'DATA_DIR_UNUSABLE',
      `${paths.secrets} is missing, and ${paths.postgres} cannot be opened without it: restore it from a backup`,
    );
  }
  const server = new URL(serverUrl);
  server.username = '';
  server.password = '';
  const kept = known ?? newSecrets();
  const secrets = {
    ...kept,
    gatewayPasswords: kept.gatewayPasswords ?? { owner: password(), service: password() },
    operatorPasswords: kept.operatorPasswords ?? newOperatorPasswords(),
    auditPasswords: auditPasswords(kept.auditPasswords),
    budgetKey: kept.budgetKey ?? randomBytes(32).toString('base64'),
    serverUrl: server.href,
  };
  writeFileAtomically(paths.secrets, `${JSON.stringify(secrets, null, 2)}\n`);
  return secrets;
}

function auditPasswords(kept: Secrets['auditPasswords']): PreparedSecrets['auditPasswords'] {
  const { owner = password(), writer = password(), reader = password(), review = password() } = kept ?? {};
  return { owner, writer, reader, review };
}

function newOperatorPasswords(): Record<AgencyName, string> {
  return Object.fromEntries(AGENCIES.map((agency) => [agency, password()])) as Record<AgencyName, string>;
}

function newSecrets(): Secrets {
  return secretsSchema.parse({
    superuserPassword: password(),
    issuerPassword: password(),
    agencyPasswords: Object.fromEntries(
      AGENCIES.map((agency) => [agency, { owner: password(), service: password() }]),
    ),
  });
}
