import { access } from 'node:fs/promises';
import type { JWK } from 'jose';
import { LocalError } from '../errors.ts';
import { clientKeyFile } from './client-key-file.ts';
import { readPrivateKey } from './read-private-key.ts';

/**
 * The private key of a client registered from this data directory.
 * Errors: `CLIENT_UNKNOWN` when there is none; `KEY_UNUSABLE` when its file is broken.
 */
export async function readClientKey(dataDir: string, id: string): Promise<JWK> {
  const file = clientKeyFile(dataDir, id);
  // The id becomes part of a path.
  if (!/^[a-z0-9-]+$/.test(id))
    throw new LocalError('CLIENT_UNKNOWN', `no client can be called ${JSON.stringify(id)}`);
  try {
    await access(file);
  } catch {
    throw new LocalError(
      'CLIENT_UNKNOWN',
      `client ${id} has no key in ${file}: see "hearthgate client list", or register it with "hearthgate client add"`,
    );
  }
  return readPrivateKey(file);
}
