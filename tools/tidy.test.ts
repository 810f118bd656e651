import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  importsOf,
  modulePathsIn,
  readRepositoryFile,
  repositoryFiles,
  resolveImport,
} from './src/source-files.ts';

const files = repositoryFiles();
const sources = files.filter((file) => /\.(tsx?|js)$/.test(file));
const modules = new Map(sources.map((file) => [file, importsOf(readRepositoryFile(file))]));

interface Manifest {
  readonly name: string;
  /** What is published has conditions: its built code, and types. */
  readonly exports?: Record<string, string | Record<string, string>>;
  /** By a condition: Node or a browser. */
  readonly imports?: Record<string, Record<string, string>>;
  readonly bin?: Record<string, string>;
  readonly scripts?: Record<string, string>;
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
}

const manifests = new Map(
  files
    .filter((file) => file.endsWith('package.json'))
    .map((file) => [dirname(file), JSON.parse(readRepositoryFile(file)) as Manifest]),
);

/** The package that a file belongs to: the nearest folder with a package.json. */
function packageOf(file: string): string {
  let folder = dirname(file);
  while (!manifests.has(folder)) folder = dirname(folder);
  return folder;
}

describe('packages', () => {
  test('no relative import leaves its package', () => {
    const leaving = [...modules].flatMap(([file, imports]) =>
      imports
        .filter((specifier) => /^\.\.?\//.test(specifier) && /\.(tsx?|js)$/.test(specifier))
        .filter((specifier) => packageOf(resolveImport(file, specifier)) !== packageOf(file))
        .map((specifier) => `${file} → ${specifier}`),
    );
    expect(leaving).toEqual([]);
  });

  test('what a package imports, its package.json names', () => {
    const undeclared = [...modules].flatMap(([file, imports]) => {
      const own = manifests.get(packageOf(file));
      const root = manifests.get('.');
      const declared = { ...own?.dependencies, ...own?.devDependencies, ...root?.devDependencies };
      return (
        imports
          .filter((specifier) => /^(@[\w.-]+\/)?[a-z][\w.-]*(\/|$)/.test(specifier))
          .map((specifier) =>
            specifier
              .split('/')
              .slice(0, specifier.startsWith('@') ? 2 : 1)
              .join('/'),
          )
          // k6 brings its modules along: what imports them runs in k6 and nowhere else.
          .filter((name) => name !== 'k6' || !file.startsWith('load-tests/k6/'))
          .filter((name) => !(name in declared) && name !== own?.name)
          .map((name) => `${file} → ${name}`)
      );
    });
    expect(undeclared).toEqual([]);
  });
});

describe('files', () => {
  test('none has more than 300 lines', () => {
    const long = sources.filter((file) => readRepositoryFile(file).split('\n').length > 301);
    expect(long).toEqual([]);
  });

  test('every module is imported, exported, run or a test', () => {
    const reached = new Set<string>();
    for (const file of sources) {
      for (const path of modulePathsIn(readRepositoryFile(file))) reached.add(resolveImport(file, path));
    }
    const entries = [...manifests].flatMap(
      ([folder, { exports = {}, imports = {}, bin = {}, scripts = {} }]) => [
        ...[...Object.values(exports), ...Object.values(imports), ...Object.values(bin)]
          .flatMap((path) => (typeof path === 'string' ? path : Object.values(path)))
          .map((path) => resolveImport(`${folder}/package.json`, path)),
        ...Object.values(scripts).flatMap((script) =>
          [...script.matchAll(/[\w./-]+\.ts/g)].map(([path]) =>
            resolveImport(`${folder}/package.json`, `./${path}`),
          ),
        ),
      ],
    );
    const configured = importsOf(
      readRepositoryFile('vitest.config.ts').replaceAll(/'(tools|console)\//g, "from './$1/"),
    );
    const pages = files
      .filter((file) => file.endsWith('.html'))
      .flatMap((file) => modulePathsIn(readRepositoryFile(file)).map((path) => resolveImport(file, path)));
    for (const entry of [
      ...entries,
      ...pages,
      ...configured.map((path) => resolveImport('vitest.config.ts', path)),
    ])
      reached.add(entry);
    const unreached = sources.filter((file) => !reached.has(file) && !/\.(test|config)\.(ts|js)$/.test(file));
    expect(unreached).toEqual([]);
  });

  test('every trusted document is sent by somebody', () => {
    const documents = files
      .filter((file) => /^schema\/documents\/.*\.graphql$/.test(file))
      .map((file) => file.slice('schema/documents/'.length));
    const senders = sources.filter((file) => !file.startsWith('schema/')).map(readRepositoryFile);
    expect(documents).not.toEqual([]);
    expect(documents.filter((file) => !senders.some((text) => text.includes(`'${file}'`)))).toEqual([]);
  });

  test('no room is called utils, helpers or common', () => {
    expect(files.filter((file) => /(^|\/)(utils?|helpers?|common|misc)(\/|\.)/.test(file))).toEqual([]);
  });

  test('no check is switched off', () => {
    const marks = [
      'eslint-' + 'disable',
      '@ts-' + 'ignore',
      '@ts-' + 'nocheck',
      'as ' + 'any',
      '.on' + 'ly(',
      '.sk' + 'ip(',
    ];
    const found = sources.flatMap((file) => {
      const text = readRepositoryFile(file);
      return marks.filter((mark) => text.includes(mark)).map((mark) => `${file}: ${mark}`);
    });
    expect(found).toEqual([]);
  });
});

describe('docs', () => {
  test('docs/dependencies.md names every direct dependency', () => {
    const documented = readRepositoryFile('docs/dependencies.md');
    const direct = [...manifests.values()].flatMap(({ dependencies = {}, devDependencies = {} }) =>
      Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !name.startsWith('@hearthgate/')),
    );
    expect([...new Set(direct)].filter((name) => !documented.includes(`\`${name}\``)).sort()).toEqual([]);
  });

  test('docs/configuration.md names every environment variable that a config.ts reads', () => {
    const documented = readRepositoryFile('docs/configuration.md');
    const read = sources
      .filter((file) => file.endsWith('/config.ts'))
      .flatMap((file) => readRepositoryFile(file).match(/HEARTHGATE_[A-Z_]+/g) ?? []);
    expect([...new Set(read)].filter((name) => !documented.includes(name)).sort()).toEqual([]);
  });
});
