import type pg from 'pg';

export interface ImportSummary {
  readonly register: string;
  /** With `register`, names the import: enrollment's two files are counted each by itself. */
  readonly id: string;
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly importedAt: string;
  readonly read: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly warnings: number;
  readonly keyVersions: readonly { readonly agency: string; readonly version: number }[];
}

/** The newest `first` imports, newest first, without their rows. Takes a pool of the operator role. */
export async function readImports(pool: pg.Pool, first: number): Promise<readonly ImportSummary[]> {
  const { rows } = await pool.query<ImportSummary>({
    name: 'read-imports',
    text: `
      select register, id, as_of::text as "asOf",
        to_char(imported_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "importedAt",
        read, accepted, rejected, warnings, key_versions as "keyVersions"
      from operator.import
      order by imported_at desc, register, id desc
      limit $1`,
    values: [first],
  });
  return rows;
}
