import { execFile } from 'node:child_process';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { makeTestSystem, type StartedSystem, type TestSystem } from './testing/make-test-system.ts';

// Three starts in one test.
vi.setConfig({ testTimeout: 300_000 });

let installation: TestSystem;
let backup: string;
beforeAll(async () => {
  installation = await makeTestSystem('none');
  backup = `${installation.dataDir}-backup`;
});
afterAll(() => {
  installation[Symbol.dispose]();
  rmSync(backup, { recursive: true, force: true });
});

const run = promisify(execFile);

async function told(...args: string[]): Promise<string> {
  const { exitCode, out, err } = await installation.hearthgate(...args);
  expect(exitCode, err + out).toBe(0);
  return out;
}

/** Each search of an officer is a leaf. */
async function addLeaves(count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, () => told('audit', 'search', '--limit', '1')));
}

async function size(): Promise<number> {
  return (JSON.parse(await told('audit', 'verify', '--json')) as { size: number }).size;
}

/** In a file outside of the data directory: one that is restored with the log tells nothing. */
async function keepCheckpoint({ runFile }: StartedSystem, name: string): Promise<string> {
  const file = `${backup}-${name}`;
  const leaves = await size();
  let note = '';
  await vi.waitFor(
    async () => {
      note = await (await fetch(`${runFile.gateway.url}/audit/checkpoint`)).text();
      expect(Number(note.split('\n')[1])).toBe(leaves);
    },
    { timeout: 20_000 },
  );
  writeFileSync(file, note);
  return file;
}

test('a stopped installation is backed up by copying its directory; restored it verifies, and is known to be older', async () => {
  let system = await installation.start();
  await told('client', 'add', '--id', 'officer', '--role', 'PRIVACY_OFFICER');
  await addLeaves(2);
  const before = await keepCheckpoint(system, 'before');
  await system.stop();
  // With owners and modes: as root, Postgres runs as another user.
  await run('cp', ['-a', installation.dataDir, backup]);

  system = await installation.start();
  await addLeaves(2);
  const after = await keepCheckpoint(system, 'after');
  const lost = await size();
  await told('audit', 'verify', '--checkpoint', before);
  await told('audit', 'verify', '--checkpoint', after);
  await system.stop();

  for (const name of readdirSync(installation.dataDir)) {
    rmSync(join(installation.dataDir, name), { recursive: true });
  }
  await run('cp', ['-a', `${backup}/.`, installation.dataDir]);
  system = await installation.start();
  try {
    const restored = await size();
    expect(restored).toBeLessThan(lost);
    await told('audit', 'verify', '--checkpoint', before);
    expect(await installation.hearthgate('audit', 'verify', '--checkpoint', after)).toEqual({
      exitCode: 1,
      out: '',
      err: `error: the log does not hold: the checkpoint kept from before, of size ${String(lost)}: the log has only ${String(restored)} leaves\n`,
    });

    // Grown past it, the log is another one from there on, and still does not pass for its own continuation.
    await addLeaves(lost - restored + 1);
    await told('audit', 'verify', '--checkpoint', before);
    const forked = await installation.hearthgate('audit', 'verify', '--checkpoint', after);
    expect(forked).toMatchObject({ exitCode: 1, out: '' });
    expect(forked.err).toMatch(
      /^error: the log does not hold: the checkpoint kept from before, of size \d+: the log does not extend it: its first leaves have another root\n$/,
    );
  } finally {
    await system.stop();
    for (const file of [before, after]) rmSync(file);
  }
  expect(existsSync(join(backup, 'run.json'))).toBe(false);
});
