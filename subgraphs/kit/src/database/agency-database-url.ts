import type { AgencyName } from '@hearthgate/schema';
import { agencyDatabase } from './agency-database.ts';
import type { AgencyPasswords } from './provision-agency.ts';

export interface AgencyDatabaseUrlOptions {
  /** Any connection string of the cluster; its host, port and parameters are kept. */
  readonly clusterUrl: string;
  readonly agency: AgencyName;
  /** Instead of the agency's usual name. */
  readonly database?: string | undefined;
  readonly role: keyof AgencyPasswords;
  readonly password: string;
}

/** The connection string of one of an agency's roles. */
export function agencyDatabaseUrl(options: AgencyDatabaseUrlOptions): string {
  const names = agencyDatabase(options.agency, options.database);
  const url = new URL(options.clusterUrl);
  url.pathname = `/${names.database}`;
  url.username = names[options.role];
  url.password = encodeURIComponent(options.password);
  return url.href;
}
