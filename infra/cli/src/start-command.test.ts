import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRunFile } from '@hearthgate/local/run-file';
import { AGENCIES } from '@hearthgate/schema';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import {
  main,
  makeTestSystem,
  type StartedSystem,
  type TestSystem,
  untilBanner,
} from './testing/make-test-system.ts';

// Up to two starts in one test, on a machine that other tests keep busy.
vi.setConfig({ testTimeout: 120_000 });

let installation: TestSystem;
let dataDir: string;
beforeAll(async () => {
  installation = await makeTestSystem('none');
  dataDir = installation.dataDir;
});
afterAll(() => {
  installation[Symbol.dispose]();
});

/** Started and not collected by anybody counts as gone: nothing runs any more. */
function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return (
      process.platform !== 'linux' || !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${String(pid)}/stat`, 'utf8'))
    );
  } catch {
    return false;
  }
}

async function untilNoneLives(pids: readonly number[]): Promise<void> {
  await vi.waitFor(
    () => {
      expect(pids.filter(lives)).toEqual([]);
    },
    { timeout: 10_000 },
  );
}

function parentOf(pid: number): number {
  return Number(
    readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
      .replace(/^.*\) \S /, '')
      .split(' ')[0],
  );
}

test('--version prints the version, and nothing has to run for it', async () => {
  expect(await installation.hearthgate('--version')).toEqual({
    exitCode: 0,
    out: `${manifest.version}\n`,
    err: '',
  });
});

/** The one that runs: each test leaves one to the next, as a start takes seconds. */
let system: StartedSystem;

async function stopsEverything(signal: NodeJS.Signals): Promise<void> {
  const pids = [...system.pids, ...installation.pidsOf(readRunFile(dataDir))];
  await system.stop(signal);
  expect(system.supervisor.exitCode).toBe(0);
  expect(pids.filter(lives)).toEqual([]);
  expect(
    ['run.json', 'lock', 'postgres/postmaster.pid'].filter((name) => existsSync(join(dataDir, name))),
  ).toEqual([]);
  expect(system.output()).toMatch(/stopping\nstopped\n$/);
}

describe('a system that runs', () => {
  beforeAll(async () => {
    system = await installation.start();
  });

  test('says where everything is, and everything is there', async () => {
    const { runFile, pids } = system;
    expect(runFile.gateway.url).toBe(`http://127.0.0.1:${String(installation.portBase)}`);
    expect(runFile.postgres.port).toBe(installation.portBase + 90);
    expect(Object.keys(runFile.agencies)).toEqual(AGENCIES);
    expect(pids.every(lives)).toBe(true);
    expect((await fetch(new URL('/healthz', runFile.gateway.url))).status).toBe(200);
  });

  test('is not started twice', async () => {
    const { exitCode, err } = await installation.hearthgate('start');
    expect(err).toBe(
      `error: Hearthgate already runs in ${dataDir} (process ${String(system.supervisor.pid)}): ` +
        'stop it, or choose another --data-dir\n',
    );
    expect(exitCode).toBe(1);
    expect(system.pids.every(lives)).toBe(true);
  });

  test('keeps its ports to itself: another one names the port and the option', async () => {
    const other = mkdtempSync(join(tmpdir(), 'hearthgate-other-'));
    try {
      const { exitCode, err } = await installation.hearthgate('start', '--data-dir', other);
      expect(err).toMatch(
        new RegExp(`^error: port ${String(installation.portBase)} \\(gateway\\) is taken .* --port-base\n$`),
      );
      expect(exitCode).toBe(1);
      expect(existsSync(join(other, 'lock'))).toBe(false);
    } finally {
      rmSync(other, { recursive: true });
    }
  });

  test('is looked at by the doctor, who misses the registers only', async () => {
    const { exitCode, out } = await installation.hearthgate('doctor', '--json');
    const findings = JSON.parse(out) as { what: string; ok: boolean }[];
    expect(findings.filter(({ ok }) => !ok).map(({ what }) => what)).toEqual(
      AGENCIES.map((agency) => `${agency} register`),
    );
    expect(findings.map(({ what }) => what)).toEqual(expect.arrayContaining(['gateway', 'clock', 'secrets']));
    expect(exitCode).toBe(1);
  });

  test('replaces a service that was killed, and says under which process id', async () => {
    const { pid } = system.runFile.agencies['orphans']!;
    process.kill(pid, 'SIGKILL');
    const now = await vi.waitFor(
      () => {
        const runFile = readRunFile(dataDir);
        expect(runFile.agencies['orphans']!.pid).not.toBe(pid);
        return runFile;
      },
      { timeout: 10_000 },
    );
    expect(installation.pidsOf(now).every(lives)).toBe(true);
    expect({ ...now, agencies: { ...now.agencies, orphans: system.runFile.agencies['orphans'] } }).toEqual(
      system.runFile,
    );
  });

  test('replaces a Postgres that was killed, and the agencies find it again', async () => {
    const pid = readRunFile(dataDir).postgres.pid!;
    process.kill(pid, 'SIGKILL');
    await vi.waitFor(
      () => {
        const now = readRunFile(dataDir).postgres.pid!;
        expect(now).not.toBe(pid);
      },
      { timeout: 15_000 },
    );
    const { out } = await installation.hearthgate('doctor', '--json');
    expect(out).not.toContain('cannot be read');
  });

  test.skipIf(process.platform !== 'linux')(
    'ends a Postgres whose keeper was killed, before it starts another on the same files',
    async () => {
      const pid = readRunFile(dataDir).postgres.pid!;
      process.kill(parentOf(pid), 'SIGKILL');
      await vi.waitFor(
        () => {
          expect(installation.pidsOf(readRunFile(dataDir))).not.toContain(pid);
        },
        { timeout: 15_000 },
      );
      expect(lives(pid)).toBe(false);
      expect((await installation.hearthgate('doctor', '--json')).out).not.toContain('cannot be read');
    },
  );
});

test('SIGINT stops everything and leaves nothing behind, also of services that were replaced', () =>
  stopsEverything('SIGINT'));

test('a supervisor that is killed takes everything with it, and the next start is not held up', async () => {
  const killed = await installation.start();
  await killed.stop('SIGKILL');
  await untilNoneLives(killed.pids);
  expect(existsSync(join(dataDir, 'run.json'))).toBe(true);
  expect((await installation.hearthgate('import', 'orphans', 'any.csv')).err).toMatch(
    /^error: nothing runs in /,
  );

  system = await installation.start();
  expect(system.pids.every(lives)).toBe(true);
});

test.skipIf(process.platform !== 'linux')(
  'a Postgres that was left behind is ended by the next start',
  async () => {
    const killed = system;
    const keeper = parentOf(killed.runFile.postgres.pid!);
    process.kill(keeper, 'SIGSTOP');
    await killed.stop('SIGKILL');
    process.kill(keeper, 'SIGKILL');
    await untilNoneLives(killed.pids.filter((pid) => pid !== killed.runFile.postgres.pid));
    expect(lives(killed.runFile.postgres.pid!)).toBe(true);

    system = await installation.start();
    expect(lives(killed.runFile.postgres.pid!)).toBe(false);
  },
);

test('SIGTERM stops everything and leaves nothing behind', () => stopsEverything('SIGTERM'));

test('a start by npm ends with npm, which does not pass its own end on', async () => {
  const script = `"${process.execPath}" "${main}" start & echo $!; wait`;
  const npm = spawn('sh', ['-c', script], { env: installation.environment({ npm_command: 'exec' }) });
  const output = await untilBanner(npm);
  const pids = [Number.parseInt(output()), ...installation.pidsOf(readRunFile(dataDir))];
  npm.kill('SIGKILL');
  await untilNoneLives(pids);
  expect(existsSync(join(dataDir, 'lock'))).toBe(false);
});
