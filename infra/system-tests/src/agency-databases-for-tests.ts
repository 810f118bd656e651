import { createSecretKey, randomBytes } from 'node:crypto';
import { register as disability } from '@hearthgate/disability';
import { register as enrollment, schools } from '@hearthgate/enrollment';
import { register as orphans } from '@hearthgate/orphans';
import { register as povertyRegistry } from '@hearthgate/poverty-registry';
import { AGENCIES, type AgencyName, HOUSEHOLD_AGENCIES, type HouseholdAgency } from '@hearthgate/schema';
import {
  agencyDatabaseUrl,
  type AgencyPasswords,
  importRegister,
  type PseudonymKeyRing,
  provisionAgency,
} from '@hearthgate/subgraph-kit/registers';
import { register as subsistenceAllowance } from '@hearthgate/subsistence-allowance';

const definitions = {
  schools,
  enrollment,
  'poverty-registry': povertyRegistry,
  'subsistence-allowance': subsistenceAllowance,
  disability,
  orphans,
};

export interface AgencyDatabasesForTests {
  databaseUrl(agency: AgencyName, role: keyof AgencyPasswords): string;
  /** Imports a file as of 2026-11-01, unless told otherwise. */
  import(agency: AgencyName | 'schools', file: string, asOf?: string): Promise<void>;
}

/** A provisioned, empty database of each agency, with pseudonym keys of a test's own. */
export async function provisionAgenciesForTests(adminUrl: string): Promise<AgencyDatabasesForTests> {
  const suffix = randomBytes(4).toString('hex');
  const password = (): string => randomBytes(12).toString('hex');
  const passwords: AgencyPasswords = { owner: password(), service: password(), operator: password() };
  const database = (agency: AgencyName): string => `t${suffix}_${agency.replaceAll('-', '_')}`;
  const databaseUrl: AgencyDatabasesForTests['databaseUrl'] = (agency, role) =>
    agencyDatabaseUrl({
      clusterUrl: adminUrl,
      agency,
      database: database(agency),
      role,
      password: passwords[role],
    });
  const keyRings = Object.fromEntries(
    HOUSEHOLD_AGENCIES.map((agency) => [
      agency,
      { current: { version: 1, key: createSecretKey(randomBytes(32)) } },
    ]),
  ) as Record<HouseholdAgency, PseudonymKeyRing>;
  for (const agency of AGENCIES) {
    await provisionAgency({ adminUrl, agency, database: database(agency), passwords });
  }
  return {
    databaseUrl,
    import: async (agency, file, asOf = '2026-11-01') => {
      await importRegister({
        agency,
        register: definitions[agency],
        file,
        asOf,
        dryRun: false,
        databaseUrl: databaseUrl(agency === 'schools' ? 'enrollment' : agency, 'owner'),
        keyRings,
      });
    },
  };
}
