import { auditLogUrl } from '@hearthgate/audit-log/database-url';
import { gatewayDatabaseUrl } from '@hearthgate/gateway/database-url';
import type { AgencyName } from '@hearthgate/schema';
import { agencyDatabaseUrl } from '@hearthgate/subgraph-kit/database-url';
import { LocalError } from '../errors.ts';
import { readSecrets } from './read-secrets.ts';

export interface DatabaseUrls {
  /** As the owner of an agency's database, who may import. */
  ownerOf(agency: AgencyName): string;
  readonly issuer: string;
  /** The owner writes clients; the service is the gateway itself. */
  gatewayAs(role: 'owner' | 'service'): string;
  /** The audit log's tables, as the role that only reads. */
  auditReader(): string;
}

/** Where the databases of an installation are. Throws `NOT_RUNNING` before its first start. */
export function databaseUrls(dataDir: string): DatabaseUrls {
  const secrets = readSecrets(dataDir);
  const clusterUrl = secrets?.serverUrl;
  if (!secrets || clusterUrl === undefined) {
    throw new LocalError('NOT_RUNNING', `${dataDir} was never started: use "hearthgate start"`);
  }
  const { gatewayPasswords, auditPasswords } = secrets;
  const issuer = new URL(clusterUrl);
  issuer.pathname = '/hearthgate_issuer';
  issuer.username = 'hearthgate_issuer';
  issuer.password = secrets.issuerPassword;
  return {
    ownerOf: (agency) =>
      agencyDatabaseUrl({
        clusterUrl,
        agency,
        role: 'owner',
        password: secrets.agencyPasswords[agency].owner,
      }),
    issuer: issuer.href,
    gatewayAs: (role) => {
      if (!gatewayPasswords) throw lastStartedByOlder(dataDir);
      return gatewayDatabaseUrl({ clusterUrl, role, password: gatewayPasswords[role] });
    },
    auditReader: () => {
      if (!auditPasswords) throw lastStartedByOlder(dataDir);
      return auditLogUrl({ clusterUrl, role: 'reader', password: auditPasswords.reader });
    },
  };
}

function lastStartedByOlder(dataDir: string): LocalError {
  return new LocalError('NOT_RUNNING', `${dataDir} was last started by an older version: restart it`);
}
