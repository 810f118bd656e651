import { LocalError } from '../../errors.ts';
import { inTransaction } from '../in-transaction.ts';
import { endSessions } from './end-sessions.ts';
import { hashPassword } from './hash-password.ts';
import { parsePassword } from './parse-password.ts';

export interface SetUserPasswordOptions {
  /** The issuer's. */
  readonly databaseUrl: string;
  readonly username: string;
  readonly password: string;
}

/**
 * Gives a person another password and ends every session of theirs: a password is often changed because somebody else has it.
 *
 * Errors: `BAD_USER`; `USER_UNKNOWN`, also for a disabled account; `ISSUER_UNAVAILABLE`.
 */
export async function setUserPassword(options: SetUserPasswordOptions): Promise<void> {
  const { databaseUrl, username } = options;
  const hash = await hashPassword(parsePassword(options.password, username));
  await inTransaction({ databaseUrl, of: 'issuer' }, async (issuer) => {
    const { rowCount } = await issuer.query(
      'update account set password_hash = $2 where username = $1 and disabled_at is null',
      [username, hash],
    );
    if (rowCount === 0) {
      throw new LocalError(
        'USER_UNKNOWN',
        `no user is called ${JSON.stringify(username)}, or the account is disabled`,
      );
    }
    await endSessions(issuer, username);
  });
}
