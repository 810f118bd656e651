import { LocalError } from '../../errors.ts';
import { limits } from '../limits.ts';

/**
 * A password that may be set: as long as NIST SP 800-63B-4 asks where nothing stands beside it, no longer than a form may
 * send, and not the username. No rule of letters and digits: such rules make passwords worse.
 *
 * Does not check it against lists of passwords that were stolen elsewhere: there is no such list here.
 *
 * Errors: `BAD_USER`, without a word of the password.
 */
export function parsePassword(text: string, username: string): string {
  const { minPasswordCharacters, maxPasswordBytes } = limits;
  if ([...text.normalize('NFKC')].length < minPasswordCharacters) {
    throw new LocalError(
      'BAD_USER',
      `the password needs ${String(minPasswordCharacters)} characters or more`,
    );
  }
  if (Buffer.byteLength(text) > maxPasswordBytes || /\p{Cc}/u.test(text)) {
    throw new LocalError(
      'BAD_USER',
      `the password is one line of at most ${String(maxPasswordBytes)} bytes, without control characters`,
    );
  }
  if (text.toLowerCase().includes(username)) {
    throw new LocalError('BAD_USER', 'the password must not contain the username');
  }
  return text;
}
