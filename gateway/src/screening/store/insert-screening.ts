import type { AidProgram } from '@hearthgate/schema';
import type pg from 'pg';
import { limits } from '../../limits.ts';
import { inTransaction } from '@hearthgate/database';
import {
  parseScreeningRows,
  type ScreeningGrant,
  type ScreeningRow,
  screeningColumns,
} from './screening-row.ts';

export interface NewScreening {
  readonly id: string;
  readonly grant: ScreeningGrant;
  readonly program: AidProgram | undefined;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly wrappedKey: Buffer;
  readonly wrappingKey: number;
  /** Sealed. */
  readonly reference: Buffer | null;
}

/** Which bound of its client a screening would be beyond. */
export type ScreeningLimit = 'maxUnderWayPerClient' | 'maxKeptPerClient';

/** Inserts a screening unless its client has as many as it may. Of several at once, one after the other is counted. */
export function insertScreening(
  pool: pg.Pool,
  screening: NewScreening,
): Promise<ScreeningRow | ScreeningLimit> {
  const { client } = screening.grant;
  return inTransaction(pool, async (transaction) => {
    await transaction.query('select pg_advisory_xact_lock(202, hashtext($1))', [client]);
    const { rows: counted } = await transaction.query<{ kept: number; under_way: number }>(
      `select count(*)::int as kept,
              (count(*) filter (where status in ('AWAITING_ROSTER', 'RUNNING')))::int as under_way
       from screening.screening where client = $1 and wrapped_key is not null`,
      [client],
    );
    const { kept = 0, under_way: underWay = 0 } = counted[0] ?? {};
    if (underWay >= limits.screening.maxUnderWayPerClient) return 'maxUnderWayPerClient';
    if (kept >= limits.screening.maxKeptPerClient) return 'maxKeptPerClient';
    const { rows } = await transaction.query<Record<string, unknown>>(statement, parameters(screening));
    const [inserted] = parseScreeningRows(rows);
    if (!inserted) throw new Error('a screening was inserted and is not there');
    return inserted;
  });
}

const statement = `
  insert into screening.screening
    (id, client, role, purpose, location, legal_basis, case_ref, bounds, assurance, program, created_at, expires_at,
     wrapped_key, wrapping_key, reference)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
  returning ${screeningColumns}`;

function parameters({ id, grant, program, ...screening }: NewScreening): unknown[] {
  const { client, role, purpose, location, legalBasis, caseRef, bounds, assurance } = grant;
  return [
    ...[id, client, role, purpose, location, legalBasis, caseRef ?? null, bounds, assurance, program ?? null],
    ...[screening.createdAt, screening.expiresAt, screening.wrappedKey, screening.wrappingKey],
    screening.reference,
  ];
}
