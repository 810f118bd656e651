import { existsSync } from 'node:fs';
import type { JWK } from 'jose';
import { dataDirPaths } from '../data-dir/data-dir-paths.ts';
import { generateClientKey } from './generate-client-key.ts';
import { readPrivateKey } from './read-private-key.ts';
import { writePrivateFile } from './write-private-file.ts';

/**
 * The public half of the key that the console proves itself to the issuer with, as the issuer is told it at each start; the
 * private half lies in DATA_DIR/keys/console/client.json, made when missing: removed, and the system restarted, it is rotated.
 *
 * Errors: `KEY_UNUSABLE`.
 */
export async function prepareConsoleKey(dataDir: string): Promise<JWK> {
  const { consoleKey: file } = dataDirPaths(dataDir);
  if (!existsSync(file)) {
    const { privateJwk } = await generateClientKey();
    writePrivateFile(file, JSON.stringify(privateJwk));
  }
  const { kty, crv, x, y, kid } = await readPrivateKey(file);
  return { kty, crv, x, y, kid, alg: 'ES256', use: 'sig' } as JWK;
}
