import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRunFile, type RunFile } from '@hearthgate/local/run-file';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { demoStudents } from './testing/demo-students.ts';
import { makeTestSystem, type StartedSystem, type TestSystem } from './testing/make-test-system.ts';
import { childrenOf, signal } from './testing/process-tree.ts';
import { queryAsSuperuser } from './testing/query-as-superuser.ts';

vi.setConfig({ testTimeout: 180_000 });

const school = '3499107001';
const rows = 120_000;
/** Students of the school come once in so many rows: every chunk has some, so every agency is asked about every chunk. */
const oneIn = 400;

let installation: TestSystem;
let system: StartedSystem;
let roster: string;
beforeAll(async () => {
  installation = await makeTestSystem('lianhe');
  system = await installation.start();
  roster = join(installation.dataDir, 'roster.csv');
  const own = demoStudents(school);
  const numbers = Array.from({ length: rows }, (_, row) =>
    row % oneIn === 0 ? own[row / oneIn]! : `J${String(row).padStart(18, '0')}`,
  );
  expect(numbers.filter((number) => own.includes(number))).toHaveLength(rows / oneIn);
  writeFileSync(roster, `学籍号\n${numbers.join('\n')}\n`);
}, 180_000);
afterAll(async () => {
  await system.stop();
  installation[Symbol.dispose]();
});

type Service = 'gateway' | 'screening-worker' | 'enrollment' | 'orphans' | 'postgres';

function pidOf(service: Service): number {
  const { gateway, screeningWorker, postgres, agencies }: RunFile = readRunFile(installation.dataDir);
  if (service === 'gateway') return gateway.pid;
  if (service === 'screening-worker') return screeningWorker!.pid;
  if (service === 'postgres') return postgres.pid!;
  return agencies[service]!.pid;
}

interface Killed {
  readonly service: Service;
  readonly pid: number;
  readonly answered: number;
}

/** Of the newest screening; while Postgres is away, none can be counted. */
async function chunksAnswered(): Promise<number> {
  const [row] = await queryAsSuperuser(
    { dataDir: installation.dataDir, runFile: system.runFile, database: 'hearthgate_gateway' },
    `select count(*)::int as n from screening.result_chunk
      where screening = (select id from screening.screening order by created_at desc limit 1)`,
  );
  return Number(row!['n']);
}

/**
 * Kills a service, Postgres with all its processes, once so many chunks are answered. Does not wait for it to come back: a
 * machine may screen faster than it starts processes. Returns the process that was killed, and how many were answered.
 */
async function killAfter(chunks: number, service: Service): Promise<Killed> {
  const answered = await vi.waitFor(
    async () => {
      const now = await chunksAnswered();
      expect(now).toBeGreaterThanOrEqual(chunks);
      return now;
    },
    { timeout: 60_000, interval: 20 },
  );
  const pid = pidOf(service);
  for (const victim of service === 'postgres' ? [pid, ...childrenOf(pid)] : [pid]) signal(victim, 'SIGKILL');
  return { service, pid, answered };
}

async function isBack({ service, pid }: Killed): Promise<void> {
  await vi.waitFor(() => expect(pidOf(service)).not.toBe(pid), { timeout: 60_000 });
}

type Summary = Readonly<Record<string, unknown>>;

/** A whole roster by the command line: its results and its summary as they stand in the files. */
async function screen(name: string, meanwhile: () => Promise<void>): Promise<[string, Summary]> {
  const out = join(installation.dataDir, name);
  const command = installation.hearthgate(
    ...['screen', '--client', 'lianhe-senior-1', '--purpose', 'AID_ELIGIBILITY', roster, '--out', out],
  );
  await meanwhile();
  const { exitCode, err } = await command;
  expect(exitCode, err).toBe(0);
  return [readFileSync(out, 'utf8'), JSON.parse(readFileSync(`${out}.summary.json`, 'utf8')) as Summary];
}

/** What is another in every run. */
const ofThisRun = ({ results, screening, startedAt, finishedAt }: Summary) => ({
  results,
  screening,
  startedAt,
  finishedAt,
});

test('agency, gateway, worker and Postgres are killed in mid-screening: the results are those of an undisturbed run', async () => {
  const [undisturbed, summary] = await screen('undisturbed.csv', () => Promise.resolve());
  expect(undisturbed.split('\n')).toHaveLength(rows + 2);
  expect(undisturbed).toContain('ANSWERED,YES');

  const killed: Killed[] = [];
  const [disturbed, summaryOfDisturbed] = await screen('disturbed.csv', async () => {
    // The newest screening is the first one until the second is there.
    await vi.waitFor(async () => expect(await chunksAnswered()).toBeLessThan(rows / 2_000), {
      timeout: 60_000,
      interval: 20,
    });
    killed.push(await killAfter(2, 'enrollment'));
    killed.push(await killAfter(6, 'gateway'));
    killed.push(await killAfter(12, 'screening-worker'));
    killed.push(await killAfter(18, 'orphans'));
    killed.push(await killAfter(24, 'postgres'));
    await Promise.all(killed.map(isBack));
    installation.pidsOf(readRunFile(installation.dataDir));
  });
  // Killed in the middle, not when all was over.
  for (const { answered } of killed) expect(answered).toBeLessThan(rows / 2_000);
  expect(disturbed).toBe(undisturbed);
  expect(summaryOfDisturbed).toEqual({ ...summary, ...ofThisRun(summaryOfDisturbed) });
});
