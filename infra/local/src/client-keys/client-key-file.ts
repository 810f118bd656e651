import { join } from 'node:path';

/** Where a client's private key lies: DATA_DIR/clients/ID.json. */
export function clientKeyFile(dataDir: string, id: string): string {
  return join(dataDir, 'clients', `${id}.json`);
}
