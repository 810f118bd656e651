import { createHash } from 'node:crypto';
import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import type pg from 'pg';

/** What the provider keeps for people; everything else it is refused. */
export const KEPT_MODELS: ReadonlySet<string> = new Set([
  'AccessToken',
  'AuthorizationCode',
  'Grant',
  'Interaction',
  'RefreshToken',
  'Session',
]);

const sha256 = (id: string): Buffer => createHash('sha256').update(id).digest();

/** Whose a record is: an interaction's is so from the moment somebody has signed in. */
function accountOf({ accountId, session, result }: AdapterPayload): string | undefined {
  const signedIn = result?.['login'] as { accountId?: unknown } | undefined;
  const id = accountId ?? signedIn?.accountId ?? session?.accountId;
  return typeof id === 'string' ? id : undefined;
}

/** Without what could be used by whoever reads the table: a record's own id, and the cookie of the session it belongs to. */
function withoutSecrets(payload: AdapterPayload): AdapterPayload {
  const kept = { ...payload };
  delete kept.jti;
  if (kept.session !== undefined) {
    kept.session = { ...kept.session };
    delete kept.session.cookie;
  }
  return kept;
}

/**
 * One model of the provider in table `provider_record`, by the SHA-256 of its ids. What has expired is not found.
 *
 * Guarantees that a code or a refresh token is used up once: of two at once, the second is refused.
 */
export function providerRecords(pool: pg.Pool, model: string): Adapter {
  const found = async (where: string, value: unknown, jti?: string): Promise<AdapterPayload | undefined> => {
    const { rows } = await pool.query<{ payload: AdapterPayload; consumed: number | null }>(
      `select payload, extract(epoch from consumed_at)::integer as consumed from provider_record
       where model = $1 and ${where} = $2 and expires_at > now()`,
      [model, value],
    );
    if (rows[0] === undefined) return undefined;
    const { payload, consumed } = rows[0];
    return { ...payload, ...(jti !== undefined && { jti }), ...(consumed !== null && { consumed }) };
  };
  return {
    find: (id) => found('id_sha256', sha256(id), id),
    findByUid: (uid) => found('uid', uid),
    findByUserCode: () => Promise.resolve(undefined),
    async upsert(id, payload, expiresInSeconds) {
      await pool.query(
        `insert into provider_record (model, id_sha256, payload, uid, grant_id, account, expires_at)
         values ($1, $2, $3, $4, $5, $6, now() + make_interval(secs => $7))
         on conflict (model, id_sha256) do update set
           payload = excluded.payload, uid = excluded.uid, grant_id = excluded.grant_id,
           account = excluded.account, expires_at = excluded.expires_at`,
        [
          model,
          sha256(id),
          JSON.stringify(withoutSecrets(payload)),
          payload.uid ?? null,
          payload.grantId ?? null,
          accountOf(payload) ?? null,
          expiresInSeconds,
        ],
      );
    },
    async consume(id) {
      const { rowCount } = await pool.query(
        `update provider_record set consumed_at = now()
         where model = $1 and id_sha256 = $2 and consumed_at is null`,
        [model, sha256(id)],
      );
      if (rowCount === 0) throw new errors.InvalidGrant('used before');
    },
    async destroy(id) {
      await pool.query('delete from provider_record where model = $1 and id_sha256 = $2', [
        model,
        sha256(id),
      ]);
    },
    async revokeByGrantId(grantId) {
      await pool.query('delete from provider_record where model = $1 and grant_id = $2', [model, grantId]);
    },
  };
}
