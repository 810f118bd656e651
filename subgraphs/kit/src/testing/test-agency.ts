import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withClient } from '@hearthgate/database';
import { type AgencyName, HOUSEHOLD_AGENCIES, type HouseholdAgency } from '@hearthgate/schema';
import pg from 'pg';
import { agencyDatabase } from '../database/agency-database.ts';
import { agencyDatabaseUrl } from '../database/agency-database-url.ts';
import { type AgencyPasswords, provisionAgency } from '../database/provision-agency.ts';
import type { ImportReport } from '../import/import-report.ts';
import { importRegister, type ImportRegisterOptions } from '../import/import-register.ts';
import type { AnyRegister } from '../import/register-definition.ts';
import type { PseudonymKeyRing } from '../pseudonym/pseudonym-key.ts';
import { testKeyRing } from './test-key-ring.ts';

export interface TestAgency extends AsyncDisposable {
  readonly ownerUrl: string;
  readonly serviceUrl: string;
  readonly operatorUrl: string;
  readonly keyRings: Readonly<Record<HouseholdAgency, PseudonymKeyRing>>;
  /** Active entries, as `ID number category`, sorted. */
  entries(): Promise<string[]>;
  /** As the owner. */
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** As the service. */
  queryAsService<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Imports a file as of 2026-11-01, unless told otherwise. */
  importFile(
    register: AnyRegister,
    file: string,
    options?: Partial<ImportRegisterOptions>,
  ): Promise<ImportReport>;
  /** The same from lines of CSV, or from a file's bytes. */
  importText(
    register: AnyRegister,
    content: readonly string[] | Uint8Array,
    options?: Partial<ImportRegisterOptions>,
  ): Promise<ImportReport>;
}

export interface TestAgencyOptions {
  /** Connection string of the test cluster's superuser. */
  readonly adminUrl: string;
  readonly agency: AgencyName;
}

/** A provisioned database of an agency with keys of its own, for tests; dropped with its roles on disposal. */
export async function openTestAgency({ adminUrl, agency }: TestAgencyOptions): Promise<TestAgency> {
  const database = `test_${randomBytes(6).toString('hex')}`;
  const passwords: AgencyPasswords = {
    owner: 'owner-of-a-test',
    service: 'service-of-a-test',
    operator: 'operator-of-a-test',
  };
  await provisionAgency({ adminUrl, agency, database, passwords });
  const urlOf = (role: keyof AgencyPasswords): string =>
    agencyDatabaseUrl({ clusterUrl: adminUrl, agency, database, role, password: passwords[role] });
  const [ownerUrl, serviceUrl, operatorUrl] = [urlOf('owner'), urlOf('service'), urlOf('operator')];
  const folder = await mkdtemp(join(tmpdir(), 'hearthgate-register-'));
  const keyRings = Object.fromEntries(HOUSEHOLD_AGENCIES.map((name) => [name, testKeyRing(1)])) as Record<
    HouseholdAgency,
    PseudonymKeyRing
  >;

  const importFile: TestAgency['importFile'] = (register, file, options) =>
    importRegister({
      agency: register.agency,
      register,
      file,
      asOf: '2026-11-01',
      dryRun: false,
      databaseUrl: ownerUrl,
      keyRings,
      ...options,
    });
  return {
    ownerUrl,
    serviceUrl,
    operatorUrl,
    keyRings,
    async entries() {
      const rows = await queryAt<{ entry: string }>(
        ownerUrl,
        `select id_number || ' ' || category as entry from register.person order by 1`,
      );
      return rows.map(({ entry }) => entry);
    },
    query: (sql, values) => queryAt(ownerUrl, sql, values),
    queryAsService: (sql, values) => queryAt(serviceUrl, sql, values),
    importFile,
    async importText(register, content, options) {
      const file = join(folder, `${randomBytes(6).toString('hex')}.csv`);
      await writeFile(file, content instanceof Uint8Array ? content : `${content.join('\n')}\n`);
      return importFile(register, file, options);
    },
    async [Symbol.asyncDispose]() {
      await rm(folder, { recursive: true, force: true });
      const { owner, service, operator } = agencyDatabase(agency, database);
      await queryAt(adminUrl, `drop database ${database} with (force)`);
      for (const role of [owner, service, operator]) await queryAt(adminUrl, `drop role ${role}`);
    },
  };
}

async function queryAt<Row extends pg.QueryResultRow>(
  url: string,
  sql: string,
  values?: unknown[],
): Promise<Row[]> {
  return withClient(url, async (client) => (await client.query<Row>(sql, values)).rows);
}
