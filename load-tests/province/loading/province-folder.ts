import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LoadTestConfig } from '../../config.ts';
import type { Province } from '../people/province.ts';

/** Goes up when a province of the same seed becomes another one. */
const generation = 1;

const root = fileURLToPath(new URL('../../../', import.meta.url));
const migrations = ['subgraphs/*/migrations/**/*.sql', 'gateway/**/migrations/**/*.sql'];

/**
 * Where a loaded province lies, outside the repository: the data directory of a Hearthgate that was stopped. Another one
 * when the tables become others, since an importer may fill what a migration only makes.
 */
export function provinceFolder(config: LoadTestConfig, { students, seed }: Province): string {
  const tables = createHash('sha256');
  const files = globSync(migrations, { cwd: root, exclude: ['**/node_modules'] });
  for (const file of files.sort()) tables.update(file).update(readFileSync(join(root, file)));
  const shape = tables.digest('hex').slice(0, 12);
  return join(
    config.cacheFolder,
    'provinces',
    `${String(students)}-${String(seed)}-${String(generation)}-${shape}`,
  );
}
