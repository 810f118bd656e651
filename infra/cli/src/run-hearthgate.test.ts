import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { bareEnvironment } from './testing/config.ts';
import { main } from './testing/make-test-system.ts';

/** Prints, at its end, what a process has loaded of other packages. */
const listPackages = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  const loaded = new Set();
  registerHooks({
    load(url, context, next) {
      const [, name] = /.*\\/node_modules\\/((?:@[^/]+\\/)?[^/]+)\\//.exec(url) ?? [];
      if (name !== undefined) loaded.add(name);
      return next(url, context);
    },
  });
  process.on('exit', () => process.stderr.write(JSON.stringify([...loaded])));
`)}`;

function packagesOf(...args: string[]): unknown {
  const script = `"${process.execPath}" --import "${listPackages}" "${main}" ${args.join(' ')} 2>&1 >/dev/null`;
  return JSON.parse(execFileSync('sh', ['-c', script], { env: bareEnvironment(), encoding: 'utf8' }));
}

test.each(['--version', '--help', 'screen --help'])(
  'what commands are called is told without what they do: %s',
  (args) => {
    expect(packagesOf(...args.split(' '))).toEqual(['commander']);
  },
);

test('a command loads what it does', () => {
  const packages = packagesOf('policy', 'matrix');
  expect(packages).toEqual(expect.arrayContaining(['@cedar-policy/cedar-wasm', 'graphql', 'zod']));
  expect(packages).not.toEqual(expect.arrayContaining(['pg']));
});
