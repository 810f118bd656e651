import { clientKeyFile } from '../client-keys/client-key-file.ts';
import { generateClientKey } from '../client-keys/generate-client-key.ts';
import { writePrivateFile } from '../client-keys/write-private-file.ts';
import { LocalError } from '../errors.ts';
import { inTransaction } from './in-transaction.ts';
import type { ClientChange } from './revoke-client.ts';

/**
 * Gives a client a new key pair; the issuer refuses the old key from that moment on.
 *
 * Errors: `CLIENT_UNKNOWN`, also for a revoked client.
 */
export async function rotateClientKey({ databaseUrl, dataDir, id }: ClientChange): Promise<void> {
  const key = await generateClientKey();
  await inTransaction({ databaseUrl, of: 'issuer' }, async (database) => {
    const { rowCount } = await database.query(
      'update client set public_key = $2 where id = $1 and revoked_at is null',
      [id, key.publicJwk],
    );
    if (rowCount === 0) throw new LocalError('CLIENT_UNKNOWN', `no client is called ${id}, or it is revoked`);
    // Before the commit, so that a full disk leaves the old key in force on both sides.
    writePrivateFile(clientKeyFile(dataDir, id), JSON.stringify(key.privateJwk));
  });
}
