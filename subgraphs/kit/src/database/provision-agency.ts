import { provisionDatabase } from '@hearthgate/database';
import type { AgencyName } from '@hearthgate/schema';
import { agencyDatabase } from './agency-database.ts';

/** Of an agency's database roles. */
export interface AgencyPasswords {
  readonly owner: string;
  readonly service: string;
  readonly operator: string;
}

export interface ProvisionAgencyOptions {
  /** Of a superuser, or of a role that may create roles and databases. */
  readonly adminUrl: string;
  readonly agency: AgencyName;
  /** Instead of the agency's usual name; the roles are named after it. */
  readonly database?: string;
  readonly passwords: AgencyPasswords;
}

/** An agency's database with its roles and all migrations, by `provisionDatabase`; safe to call at every start. */
export async function provisionAgency(options: ProvisionAgencyOptions): Promise<void> {
  const { adminUrl, agency, passwords } = options;
  const names = agencyDatabase(agency, options.database);
  await provisionDatabase({
    adminUrl,
    database: names.database,
    owner: { name: names.owner, password: passwords.owner },
    roles: {
      service: { name: names.service, password: passwords.service },
      operator: { name: names.operator, password: passwords.operator },
    },
    migrations: migrationsOf(agency),
  });
}

function migrationsOf(agency: AgencyName): URL {
  const kind = agency === 'enrollment' ? 'enrollment' : 'household';
  return new URL(`../../migrations/${kind}/`, import.meta.url);
}
