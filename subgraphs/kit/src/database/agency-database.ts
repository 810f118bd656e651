import type { AgencyName } from '@hearthgate/schema';

export interface AgencyDatabase {
  readonly database: string;
  /** Owns everything in the database; imports. */
  readonly owner: string;
  /** Reads the shared views and inserts access records. */
  readonly service: string;
  /** Reads access records, without whom they are about, and reports of imports. */
  readonly operator: string;
}

/**
 * The names of an agency's database and roles. Roles belong to the whole cluster, so they are named after the database:
 * two databases of one agency in one cluster share no role.
 */
export function agencyDatabase(
  agency: AgencyName,
  database = `hearthgate_${agency.replaceAll('-', '_')}`,
): AgencyDatabase {
  // Postgres cuts names off at 63 bytes in silence: two roles could become one.
  if (!/^[a-z_][a-z0-9_]{0,53}$/.test(database)) {
    throw new RangeError(`database name ${database}: use up to 54 of a-z, 0-9 and _, not a digit first`);
  }
  return {
    database,
    owner: `${database}_owner`,
    service: `${database}_service`,
    operator: `${database}_operator`,
  };
}
