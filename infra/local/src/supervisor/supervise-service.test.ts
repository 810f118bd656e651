import { freePort } from '@hearthgate/tools';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { limits as realLimits, type SupervisorLimits } from './limits.ts';
import { probeHttp } from './probe-http.ts';
import { type SupervisedService, superviseService } from './supervise-service.ts';

const quick: SupervisorLimits = {
  ...realLimits,
  startTimeoutMs: 10_000,
  stopTimeoutMs: 300,
  firstRestartDelayMs: 20,
  maxRestartDelayMs: 80,
  probeIntervalMs: 50,
  probeTimeoutMs: 500,
};

let logFolder: string;
let pids: number[];
let events: string[];
let service: SupervisedService | undefined;

beforeEach(() => {
  logFolder = mkdtempSync(join(tmpdir(), 'hearthgate-supervisor-'));
  pids = [];
  events = [];
});
afterEach(async () => {
  await service?.stop();
  service = undefined;
  rmSync(logFolder, { recursive: true });
});

const entries = {
  ordinary: './test-services/ordinary.ts',
  deaf: './test-services/deaf.ts',
  hopeless: './test-services/hopeless.ts',
};

async function supervise(entry: keyof typeof entries, limits = quick): Promise<void> {
  const port = await freePort();
  service = superviseService({
    spec: {
      name: 'tried',
      entry: fileURLToPath(new URL(entries[entry], import.meta.url)),
      env: { TEST_PORT: String(port) },
      probe: (signal) => probeHttp(`http://127.0.0.1:${String(port)}`, signal),
    },
    logFolder,
    onReady: (pid) => pids.push(pid),
    onEvent: (line) => events.push(line.replace(/ \(log: .*/, '')),
    limits,
  });
  await service.ready;
}

const lastPid = (): number => pids.at(-1)!;
const log = (): string => readFileSync(join(logFolder, 'tried.log'), 'utf8');

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function untilLives(count: number): Promise<void> {
  await vi.waitFor(
    () => {
      expect(pids).toHaveLength(count);
    },
    { timeout: 10_000, interval: 10 },
  );
}

test('a service that dies is started again, later each time while it keeps dying', async () => {
  await supervise('ordinary');
  for (let life = 2; life <= 5; life += 1) {
    process.kill(lastPid(), 'SIGKILL');
    await untilLives(life);
  }
  expect(new Set(pids).size).toBe(5);
  const seconds = [0.02, 0.04, 0.08, 0.08];
  expect(events).toEqual(
    seconds.map((delay) => `tried was ended by SIGKILL; starting it again in ${String(delay)} s`),
  );
});

test('a service that lived long enough starts again without the delay that it had earned before', async () => {
  await supervise('ordinary', { ...quick, healthyAfterMs: 0 });
  for (let life = 2; life <= 4; life += 1) {
    process.kill(lastPid(), 'SIGKILL');
    await untilLives(life);
  }
  expect(new Set(events)).toEqual(new Set(['tried was ended by SIGKILL; starting it again in 0.02 s']));
});

test('a frozen service is killed and started again; a healthy one is left alone', async () => {
  await supervise('ordinary', { ...quick, probeTimeoutMs: 150 });
  const [first] = pids;
  process.kill(lastPid(), 'SIGSTOP');
  await untilLives(2);
  expect(events).toEqual(['tried no longer answered and was killed; starting it again in 0.02 s']);
  expect(lives(first!)).toBe(false);
});

test('a service that never was ready is given up, with the last line of its log', async () => {
  await expect(supervise('hopeless')).rejects.toMatchObject({
    code: 'SERVICE_FAILED',
    message: 'tried did not start: the disk is on fire',
  });
  expect(events).toEqual([]);
});

test('stopping lets a service close itself', async () => {
  await supervise('ordinary');
  await service?.stop();
  expect(lives(lastPid())).toBe(false);
  expect(log()).toBe('closed\n');
  expect(events).toEqual([]);
});

test('stopping kills a service that does not close', async () => {
  await supervise('deaf');
  await service?.stop();
  expect(lives(lastPid())).toBe(false);
});

test('stopping wakes a frozen service up, so that it too closes itself', async () => {
  await supervise('ordinary', { ...quick, stopTimeoutMs: 10_000, probeIntervalMs: 60_000 });
  process.kill(lastPid(), 'SIGSTOP');
  await service?.stop();
  expect(log()).toBe('closed\n');
});

test('stopping while the service waits to be started again does not start it', async () => {
  await supervise('ordinary', { ...quick, firstRestartDelayMs: 60_000 });
  process.kill(lastPid(), 'SIGKILL');
  await expect.poll(() => events).toHaveLength(1);
  await service?.stop();
  expect(pids).toHaveLength(1);
});

test('a log that grew too long is put aside when the service starts', async () => {
  writeFileSync(join(logFolder, 'tried.log'), 'x'.repeat(2_000));
  await supervise('ordinary', { ...quick, maxLogBytes: 1_000 });
  expect(statSync(join(logFolder, 'tried.log.1')).size).toBe(2_000);
  expect(log()).toBe('');
});
