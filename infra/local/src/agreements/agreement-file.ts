import { join } from 'node:path';
import type { AgencyName } from '@hearthgate/schema';
import { dataDirPaths } from '../data-dir/data-dir-paths.ts';

/** Where this installation has an agency's agreement. */
export function agreementFile(dataDir: string, agency: AgencyName): string {
  return join(dataDirPaths(dataDir).agreements, agency, 'agreement.cedar');
}
