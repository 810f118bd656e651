import type { Role } from '@hearthgate/schema';
import type pg from 'pg';

export interface SavedClient {
  readonly id: string;
  /** A person's username, and no client system's id. */
  readonly person: boolean;
  readonly role: Role;
  readonly adHocQueries: boolean;
  readonly senderConstrained: boolean;
  /** 0: no limit. Undefined: the gateway's default. */
  readonly requestsPerSecond: number | undefined;
  readonly subjectsPerDay: number | undefined;
}

/**
 * Writes a client's settings as the owner of the gateway's database; every replica knows them at its next request.
 * A client that is there already gets the new settings, unless it is revoked: that one stays as it is.
 */
export async function saveClient(owner: pg.ClientBase, client: SavedClient): Promise<void> {
  const { id, person, role, adHocQueries, senderConstrained, requestsPerSecond, subjectsPerDay } = client;
  await owner.query(
    `insert into public.client
       (id, person, role, ad_hoc_queries, sender_constrained, requests_per_second, subjects_per_day)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (id) do update set
       person = excluded.person, role = excluded.role, ad_hoc_queries = excluded.ad_hoc_queries,
       sender_constrained = excluded.sender_constrained,
       requests_per_second = excluded.requests_per_second, subjects_per_day = excluded.subjects_per_day
     where client.revoked_at is null`,
    [id, person, role, adHocQueries, senderConstrained, requestsPerSecond ?? null, subjectsPerDay ?? null],
  );
}
