import type pg from 'pg';

/**
 * Revokes a client for good, as the owner of the gateway's database: within `limits.maxClientsAgeMs` no replica answers
 * it, whatever tokens it holds. Ending it twice, or one that is not there, changes nothing.
 */
export async function endClient(owner: pg.ClientBase, id: string): Promise<void> {
  await owner.query('update public.client set revoked_at = coalesce(revoked_at, now()) where id = $1', [id]);
}
