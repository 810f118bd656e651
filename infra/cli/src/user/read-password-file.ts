import { readFile } from 'node:fs/promises';
import { LocalError } from '@hearthgate/local/errors';

/** The first and only line of a file, without its line end. Errors: `BAD_USER`, naming the file and nothing of what it holds. */
export async function readPasswordFile(file: string): Promise<string> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new LocalError('BAD_USER', `--password-file: ${file} cannot be read`, { cause });
  }
  const password = text.replace(/\r?\n$/, '');
  if (password === '' || /[\r\n]/.test(password)) {
    throw new LocalError('BAD_USER', `--password-file: ${file} must hold the password as its only line`);
  }
  return password;
}
