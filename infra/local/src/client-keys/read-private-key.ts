import { readFile } from 'node:fs/promises';
import type { JWK } from 'jose';
import { LocalError } from '../errors.ts';
import { parsePrivateKey } from './parse-private-key.ts';

/** The private P-256 key in a file, as a JWK or PEM. Errors: `KEY_UNUSABLE`, naming the file. */
export async function readPrivateKey(file: string): Promise<JWK> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new LocalError('KEY_UNUSABLE', `${file} cannot be read`, { cause });
  }
  return parsePrivateKey(text, file);
}
