import { dataDirPaths } from './data-dir-paths.ts';
import { readJsonFile } from './read-json-file.ts';
import { type Secrets, secretsSchema } from './secrets.ts';

/** The secrets of an installation; `undefined` before its first start. Throws `DATA_DIR_UNUSABLE`. */
export function readSecrets(dataDir: string): Secrets | undefined {
  return readJsonFile(dataDirPaths(dataDir).secrets, secretsSchema);
}
