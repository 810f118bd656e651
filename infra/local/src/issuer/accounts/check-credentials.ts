import type pg from 'pg';
import { z } from 'zod';
import { limits } from '../limits.ts';
import { verifyPassword } from './verify-password.ts';

/** Of no password anybody knows; at `hashPassword`'s cost, which a test holds it to. */
export const NOBODYS_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

const rowsSchema = z.array(z.object({ username: z.string(), password_hash: z.string() }));

/**
 * Whether somebody may sign in by this password: the username, or `undefined` alike for a wrong password and for somebody
 * unknown or disabled, and after the same work, so that nobody learns who has an account.
 *
 * Does not count attempts (`signInAttempts`).
 */
export async function checkCredentials(
  pool: pg.Pool,
  { username, password }: Credentials,
): Promise<string | undefined> {
  const tooLong = Buffer.byteLength(password) > limits.maxPasswordBytes;
  const { rows } = await pool.query<Record<string, unknown>>(
    'select username, password_hash from account where username = $1 and disabled_at is null',
    [username],
  );
  const [account] = rowsSchema.parse(rows);
  const matches = await verifyPassword(tooLong ? '' : password, account?.password_hash ?? NOBODYS_HASH);
  return matches && !tooLong ? account?.username : undefined;
}
