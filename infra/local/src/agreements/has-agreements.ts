import { existsSync } from 'node:fs';
import { dataDirPaths } from '../data-dir/data-dir-paths.ts';

/** Whether an installation has agreements of its own: from its first start on. */
export function hasAgreements(dataDir: string): boolean {
  return existsSync(dataDirPaths(dataDir).agreements);
}
