import { vaultOf } from '../key/vault-of.ts';
import type { WrappingKeys } from '../key/wrapping-keys.ts';
import type { ScreeningRow } from '../store/screening-row.ts';
import { parseSummary } from '../summary/screening-summary.ts';

export interface ShownScreeningOptions {
  readonly keys: WrappingKeys;
  /** Of the gateway. */
  readonly publicUrl: string;
}

/** A screening as `Screening` of the public schema has it. */
export function shownScreening(row: ScreeningRow, { keys, publicUrl }: ShownScreeningOptions) {
  const vault = vaultOf(row, keys);
  const completed = row.status === 'COMPLETED';
  const open = (kind: 'reference' | 'summary', sealed: Buffer | null): string | null =>
    sealed && vault ? vault.open(kind, 0, sealed).toString('utf8') : null;
  const summary = completed ? open('summary', row.summary) : null;
  return {
    id: row.id,
    status: row.status,
    program: row.program ?? null,
    clientReference: open('reference', row.reference),
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    uploadUrl: `${publicUrl}/screenings/${row.id}/roster`,
    progress: { total: row.rowsTotal, complete: row.rowsDone, unanswered: row.unanswered },
    summary: summary === null ? null : parseSummary(summary),
    resultsUrl: completed ? `${publicUrl}/screenings/${row.id}/results` : null,
    failure: row.failure,
  };
}
