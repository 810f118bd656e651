import { join } from 'node:path';
import { dataDirPaths } from '../data-dir/data-dir-paths.ts';

/** Where a client's private key lies: DATA_DIR/clients/ID.json. */
export function clientKeyFile(dataDir: string, id: string): string {
  return join(dataDirPaths(dataDir).clients, `${id}.json`);
}
