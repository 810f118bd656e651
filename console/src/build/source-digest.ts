import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** What the pages are made of: their sources, what they import of the workspace, how they are built, and every version. */
const ingredients = [
  'console/src/web',
  'console/src/build',
  'schema',
  'gateway/audit-log/src',
  'infra/roster/src',
  'package-lock.json',
];

/** A digest of all that the built pages depend on; another one means that they have to be built again. */
export function sourceDigest(): string {
  const digest = createHash('sha256');
  for (const ingredient of ingredients) add(ingredient);
  return digest.digest('hex').slice(0, 32);

  function add(path: string): void {
    const absolute = join(root, path);
    if (!existsSync(absolute)) return;
    const entries = path.includes('package-lock')
      ? undefined
      : readdirSync(absolute, { withFileTypes: true });
    if (!entries) {
      digest.update(`${path}\0`).update(readFileSync(absolute));
      return;
    }
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const inside = `${path}/${entry.name}`;
      if (entry.name === 'node_modules' || /\.test\.tsx?$/.test(entry.name)) continue;
      if (entry.isDirectory()) add(inside);
      else digest.update(`${inside}\0`).update(readFileSync(join(root, inside)));
    }
  }
}
