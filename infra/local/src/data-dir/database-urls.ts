import type { AgencyName } from '@hearthgate/schema';
import { agencyDatabaseUrl } from '@hearthgate/subgraph-kit';
import { LocalError } from '../errors.ts';
import { readSecrets } from './read-secrets.ts';

export interface DatabaseUrls {
  /** As the owner of an agency's database, who may import. */
  ownerOf(agency: AgencyName): string;
  readonly issuer: string;
}

/** Where the databases of an installation are. Throws `NOT_RUNNING` before its first start. */
export function databaseUrls(dataDir: string): DatabaseUrls {
  const secrets = readSecrets(dataDir);
  const clusterUrl = secrets?.serverUrl;
  if (!secrets || clusterUrl === undefined) {
    throw new LocalError('NOT_RUNNING', `${dataDir} was never started: use "hearthgate start"`);
  }
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
  };
}
