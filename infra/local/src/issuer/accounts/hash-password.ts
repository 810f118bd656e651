import { argon2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);

/** OWASP's Password Storage Cheat Sheet for argon2id: 19 MiB, two passes, one lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const;

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

/**
 * A password as it is kept: argon2id (RFC 9106) under a random salt, as a PHC string that carries its own cost, so that the
 * cost can be raised later. The password is taken in Unicode's NFKC: two keyboards may send one character differently.
 *
 * Does not check how good the password is (`parsePassword`).
 */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const message = Buffer.from(password.normalize('NFKC'));
  const tag = await derive('argon2id', { message, nonce, tagLength: 32, ...COST });
  const { memory, passes, parallelism } = COST;
  return `$argon2id$v=19$m=${String(memory)},t=${String(passes)},p=${String(parallelism)}$${base64(nonce)}$${base64(tag)}`;
}
