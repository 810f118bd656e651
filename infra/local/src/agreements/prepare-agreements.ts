import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AGREEMENT_FILES, policyFolder } from '@hearthgate/policies/files';
import { AGENCIES } from '@hearthgate/schema';
import { dataDirPaths } from '../data-dir/data-dir-paths.ts';

/**
 * Gives a data directory without agreements the project's, all of them or none. Once the folder is there nothing in it
 * is written any more: an agreement that its operator changed, or took away, must not come back with the next start.
 */
export function prepareAgreements(dataDir: string): void {
  const folder = dataDirPaths(dataDir).agreements;
  if (existsSync(folder)) return;
  const draft = `${folder}.tmp`;
  rmSync(draft, { recursive: true, force: true });
  for (const agency of AGENCIES) {
    const file = join(draft, agency, 'agreement.cedar');
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    cpSync(fileURLToPath(new URL(AGREEMENT_FILES[agency], policyFolder)), file);
  }
  renameSync(draft, folder);
}
