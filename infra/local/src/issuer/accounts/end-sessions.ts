import type pg from 'pg';

/** Ends all that a person is signed in with: sessions, grants, codes and refresh tokens; access tokens live on for 300 s at most. */
export async function endSessions(issuer: pg.ClientBase, username: string): Promise<void> {
  await issuer.query('delete from provider_record where account = $1', [username]);
}
