import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type RunFile, readRunFile } from '@hearthgate/local';
import { AGENCIES } from '@hearthgate/schema';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

// Up to two starts in one test, on a machine that other tests keep busy.
vi.setConfig({ testTimeout: 120_000 });

const main = fileURLToPath(new URL('main.ts', import.meta.url));

let dataDir: string;
let portBase: number;
/** Everything that a test started, to be killed should the test fail. */
const startedPids = new Set<number>();

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'hearthgate-start-'));
  // As root, Postgres runs as another user, who must get through.
  chmodSync(dataDir, 0o711);
  portBase = await freePortBase();
});
afterAll(() => {
  for (const pid of startedPids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended, as it should.
    }
  }
  rmSync(dataDir, { recursive: true, force: true });
});

async function freePortBase(): Promise<number> {
  for (;;) {
    const base = 20_000 + Math.floor(Math.random() * 10_000);
    const taken = await Promise.all([0, 1, 11, 12, 13, 14, 15, 90].map((offset) => listens(base + offset)));
    if (!taken.includes(true)) return base;
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}

/** Without what npm, which may have started this test, left in the environment. */
function environment(extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(npm_|HEARTHGATE_)/i.test(name));
  return {
    ...Object.fromEntries(own),
    HEARTHGATE_DATA_DIR: dataDir,
    HEARTHGATE_PORT_BASE: String(portBase),
    HEARTHGATE_DEMO: 'none',
    ...extra,
  };
}

interface Started {
  readonly supervisor: ChildProcess;
  readonly runFile: RunFile;
  readonly pids: readonly number[];
  output(): string;
}

async function start(): Promise<Started> {
  const supervisor = spawn(process.execPath, [main, 'start'], { env: environment() });
  let output = '';
  for (const stream of [supervisor.stdout, supervisor.stderr]) {
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  }
  await vi.waitFor(
    () => {
      expect(output).toContain('Ctrl-C');
    },
    { timeout: 30_000 },
  );
  startedPids.add(supervisor.pid!);
  const runFile = readRunFile(dataDir);
  return { supervisor, runFile, pids: pidsOf(runFile), output: () => output };
}

function pidsOf(runFile: RunFile): number[] {
  const pids = [
    runFile.gateway.pid,
    runFile.issuer.pid,
    runFile.postgres.pid!,
    ...Object.values(runFile.agencies).map(({ pid }) => pid),
  ];
  for (const pid of pids) startedPids.add(pid);
  return pids;
}

async function stop({ supervisor }: Started, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  supervisor.kill(signal);
  if (supervisor.exitCode === null) await once(supervisor, 'exit');
}

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

interface Outcome {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

function hearthgate(...args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [main, ...args], { env: environment() }, (_error, out, err) => {
      resolve({ exitCode: child.exitCode ?? -1, out, err });
    });
  });
}

describe('a system that runs', () => {
  let system: Started;
  beforeAll(async () => {
    system = await start();
  });
  afterAll(() => stop(system));

  test('says where everything is, and everything is there', async () => {
    const { runFile, pids } = system;
    expect(runFile.gateway.url).toBe(`http://127.0.0.1:${String(portBase)}`);
    expect(runFile.postgres.port).toBe(portBase + 90);
    expect(Object.keys(runFile.agencies)).toEqual(AGENCIES);
    expect(pids.every(lives)).toBe(true);
    expect((await fetch(new URL('/healthz', runFile.gateway.url))).status).toBe(200);
  });

  test('is not started twice', async () => {
    const { exitCode, err } = await hearthgate('start');
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
      const { exitCode, err } = await hearthgate('start', '--data-dir', other);
      expect(err).toMatch(
        new RegExp(`^error: port ${String(portBase)} \\(gateway\\) is taken .* --port-base\n$`),
      );
      expect(exitCode).toBe(1);
      expect(existsSync(join(other, 'lock'))).toBe(false);
    } finally {
      rmSync(other, { recursive: true });
    }
  });

  test('is looked at by the doctor, who misses the registers only', async () => {
    const { exitCode, out } = await hearthgate('doctor', '--json');
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
    expect(pidsOf(now).every(lives)).toBe(true);
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
        startedPids.add(now);
      },
      { timeout: 15_000 },
    );
    const { out } = await hearthgate('doctor', '--json');
    expect(out).not.toContain('cannot be read');
  });
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s stops everything and leaves nothing behind', async (signal) => {
  const system = await start();
  await stop(system, signal);
  expect(system.supervisor.exitCode).toBe(0);
  expect(system.pids.filter(lives)).toEqual([]);
  expect(
    ['run.json', 'lock', 'postgres/postmaster.pid'].filter((name) => existsSync(join(dataDir, name))),
  ).toEqual([]);
  expect(system.output()).toMatch(/stopping\nstopped\n$/);
});

test('a supervisor that is killed takes everything with it, and the next start is not held up', async () => {
  const killed = await start();
  await stop(killed, 'SIGKILL');
  await untilNoneLives(killed.pids);
  expect(existsSync(join(dataDir, 'run.json'))).toBe(true);
  expect((await hearthgate('import', 'orphans', 'any.csv')).err).toMatch(/^error: nothing runs in /);

  const next = await start();
  expect(next.pids.every(lives)).toBe(true);
  await stop(next);
});

test.skipIf(process.platform !== 'linux')(
  'a Postgres that was left behind is ended by the next start',
  async () => {
    const killed = await start();
    const keeper = parentOf(killed.runFile.postgres.pid!);
    process.kill(keeper, 'SIGSTOP');
    await stop(killed, 'SIGKILL');
    process.kill(keeper, 'SIGKILL');
    await untilNoneLives(killed.pids.filter((pid) => pid !== killed.runFile.postgres.pid));
    expect(lives(killed.runFile.postgres.pid!)).toBe(true);

    const next = await start();
    expect(lives(killed.runFile.postgres.pid!)).toBe(false);
    await stop(next);
  },
);

function parentOf(pid: number): number {
  return Number(
    readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
      .replace(/^.*\) \S /, '')
      .split(' ')[0],
  );
}

test('a start by npm ends with npm, which does not pass its own end on', async () => {
  const script = `"${process.execPath}" "${main}" start & echo $!; wait`;
  const npm = spawn('sh', ['-c', script], { env: environment({ npm_command: 'exec' }) });
  let output = '';
  npm.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await vi.waitFor(
    () => {
      expect(output).toContain('Ctrl-C');
    },
    { timeout: 30_000 },
  );
  const pids = [Number.parseInt(output), ...pidsOf(readRunFile(dataDir))];
  npm.kill('SIGKILL');
  await untilNoneLives(pids);
  expect(existsSync(join(dataDir, 'lock'))).toBe(false);
});
