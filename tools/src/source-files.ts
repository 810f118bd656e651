import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repositoryRoot = fileURLToPath(new URL('../../', import.meta.url));

/** Every file that git tracks or would track, relative to the repository's root. */
export function repositoryFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: repositoryRoot,
    encoding: 'utf8',
  });
  return listed.split('\0').filter((file) => file !== '' && existsSync(join(repositoryRoot, file)));
}

export function readRepositoryFile(file: string): string {
  return readFileSync(join(repositoryRoot, file), 'utf8');
}

/** What a module names in its import and export declarations, dynamic imports, `new URL(…)` and `import.meta.resolve(…)`. */
export function importsOf(source: string): string[] {
  const pattern =
    /(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+|new URL\(\s*|import\.meta\.resolve\(\s*)(['"])([^'"\n]+)\1/g;
  return [...source.matchAll(pattern)].map((match) => match[2] ?? '');
}

/** The repository file that a relative import means. */
export function resolveImport(from: string, specifier: string): string {
  return relative(repositoryRoot, resolve(repositoryRoot, dirname(from), specifier));
}

/** Every relative path of a module that stands as a text in a source: imports, and entries that are run by their path. */
export function modulePathsIn(source: string): string[] {
  return [...source.matchAll(/['"](\.\.?\/[^'"\n]+\.(?:tsx?|js))['"]/g)].map((match) => match[1] ?? '');
}
