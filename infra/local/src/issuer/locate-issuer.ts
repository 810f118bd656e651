import { parseConfig } from '../config.ts';
import { readRunFile } from '../run-file/read-run-file.ts';
import { runningDatabaseUrls } from '../run-file/running-database-urls.ts';

export interface IssuerLocation {
  readonly dataDir: string;
  readonly issuerUrl: string;
  readonly databaseUrl: string;
  /** The gateway's database, as its owner. */
  readonly gatewayDatabaseUrl: string;
}

/**
 * Where the running system has its issuer, and the databases that know clients: the system of this data directory, or of the
 * environment's when none is named. Errors: `NOT_RUNNING`, `BAD_CONFIGURATION`.
 */
export function locateIssuer(dataDirOption?: string): IssuerLocation {
  const { dataDir } = parseConfig({ dataDir: dataDirOption });
  const urls = runningDatabaseUrls(dataDir);
  return {
    dataDir,
    issuerUrl: readRunFile(dataDir).issuer.url,
    databaseUrl: urls.issuer,
    gatewayDatabaseUrl: urls.gatewayAs('owner'),
  };
}
