import type pg from 'pg';
import { LocalError } from '../../errors.ts';
import { CONSOLE_CLIENT_ID } from '../console-client.ts';

/**
 * Holds the name for this transaction: clients and people share one namespace, since limits, revocation and the audit log
 * know both by name alone. Whoever adds a client or a person calls this first; of two at once, the second waits for the
 * first's commit and then sees it. A name that was used once, also by one that is revoked or disabled, stays used.
 *
 * Errors: `CLIENT_EXISTS` or `USER_EXISTS`, after what has the name.
 */
export async function claimName(issuer: pg.ClientBase, name: string): Promise<void> {
  // A lock instead of a table of names: two tables already say who is there, and a third could disagree with them.
  await issuer.query("select pg_advisory_xact_lock(hashtextextended('hearthgate caller ' || $1, 0))", [name]);
  if (name === CONSOLE_CLIENT_ID) {
    throw new LocalError('CLIENT_EXISTS', `${name} is the console itself; choose another name`);
  }
  const { rows } = await issuer.query<{ client: boolean; account: boolean }>(
    `select exists (select from client where id = $1) as client,
            exists (select from account where username = $1) as account`,
    [name],
  );
  if (rows[0]?.client === true) {
    throw new LocalError('CLIENT_EXISTS', `client ${name} exists already, or existed; choose another id`);
  }
  if (rows[0]?.account === true) {
    throw new LocalError('USER_EXISTS', `user ${name} exists already, or existed; choose another name`);
  }
}
