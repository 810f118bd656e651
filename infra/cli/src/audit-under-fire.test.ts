import { setTimeout as delay } from 'node:timers/promises';
import { readRunFile } from '@hearthgate/local/run-file';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { askingFor } from './testing/ask-as.ts';
import { demoStudents } from './testing/demo-students.ts';
import { makeTestSystem, type StartedSystem, type TestSystem } from './testing/make-test-system.ts';
import { childrenOf, signal, signalTree } from './testing/process-tree.ts';
import { type LoadAnswer, type LoadQuestion, startLoad, type SteadyLoad } from './testing/steady-load.ts';

vi.setConfig({ testTimeout: 180_000 });

interface Leaf {
  readonly kind: string;
  readonly txn?: string;
  readonly outcome?: string;
  readonly httpStatus?: number;
  readonly client?: string;
  readonly document?: string;
  readonly disclosures?: readonly {
    readonly fields: readonly string[];
    readonly subjects: readonly string[];
  }[];
}

interface Exported {
  readonly index: number;
  readonly leafHash: string;
  readonly leaf: Leaf;
}

let installation: TestSystem;
let system: StartedSystem;
let load: SteadyLoad;
beforeAll(async () => {
  installation = await makeTestSystem('lianhe');
  system = await installation.start();
  load = await startLoad({
    dataDir: installation.dataDir,
    runFile: system.runFile,
    questions: questions(),
    askersOfEach: 3,
  });
}, 180_000);
afterAll(async () => {
  await load.stop();
  await system.stop();
  installation[Symbol.dispose]();
});

/** Of four schools: about one student, about a few, about strangers too, and what is refused before anything is asked. */
function questions(): LoadQuestion[] {
  const numbers = (school: string): string[] => demoStudents(school).slice(0, 9);
  const whole = askingFor('... on HouseholdStatus { specialGroups complete disability { answer } }');
  const [senior1, senior2] = [numbers('3499107001'), numbers('3499107002')];
  return [
    { client: 'lianhe-senior-1', query: whole, studentNumbers: senior1.slice(0, 1) },
    { client: 'lianhe-senior-2', query: whole, studentNumbers: [...senior2, ...senior1.slice(0, 3)] },
    {
      client: 'lianhe-junior',
      query: askingFor('... on HouseholdStatus { povertyRegistry { answer } }'),
      studentNumbers: numbers('3199107003'),
    },
    { client: 'lianhe-primary', query: askingFor('nothingOfTheKind'), studentNumbers: senior2.slice(0, 2) },
  ];
}

const pidOf = (service: 'gateway' | 'postgres'): number => readRunFile(installation.dataDir)[service].pid!;

const isWhole = ({ status }: LoadAnswer): boolean => status === 200;

/** Until the load got that many answers more that hold data. */
async function untilAnswered(more: number): Promise<void> {
  const since = load.answers.length;
  await vi.waitFor(
    () => {
      expect(load.answers.slice(since).filter(isWhole).length).toBeGreaterThanOrEqual(more);
    },
    { timeout: 60_000 },
  );
}

/** Kills services at once, and waits for each to be there again and for clients to be answered. */
async function killUnderLoad(...services: readonly ('gateway' | 'postgres')[]): Promise<void> {
  const before = services.map((service) => [service, pidOf(service)] as const);
  const gateway = pidOf('gateway');
  // Postgres with all of its processes, at once and right behind a receipt: what they have not written by then is lost,
  // as it is when power fails.
  const pids = before.flatMap(([, pid]) => [pid, ...childrenOf(pid)]);
  const since = load.answers.length;
  await vi.waitUntil(() => load.answers.slice(since).some(({ body }) => body.extensions?.receipt), {
    timeout: 30_000,
    interval: 1,
  });
  for (const pid of pids) signal(pid, 'SIGKILL');
  await vi.waitFor(
    () => {
      for (const [service, pid] of before) expect(pidOf(service)).not.toBe(pid);
    },
    { timeout: 60_000 },
  );
  installation.pidsOf(readRunFile(installation.dataDir));
  await untilAnswered(15);
  // A gateway outlives its Postgres.
  if (!services.includes('gateway')) expect(pidOf('gateway')).toBe(gateway);
}

async function verified(): Promise<number> {
  const { exitCode, out, err } = await installation.hearthgate('audit', 'verify', '--json');
  expect(exitCode, out + err).toBe(0);
  const verdict = JSON.parse(out) as { holds: boolean; size: number };
  expect(verdict.holds).toBe(true);
  return verdict.size;
}

async function exported(): Promise<Exported[]> {
  const { exitCode, out, err } = await installation.hearthgate('audit', 'export');
  expect(exitCode, err).toBe(0);
  return out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Exported);
}

/** Every receipt that a client got, held against the log; and what must hold of the log whoever was told what. */
async function holdReceiptsAgainstTheLog(): Promise<void> {
  const received = [...load.answers];
  const log = await exported();
  expect(log.map(({ index }) => index)).toEqual(log.map((_, index) => index));
  const txns = log.flatMap(({ leaf }) => leaf.txn ?? []);
  expect(new Set(txns).size).toBe(txns.length);

  const withReceipt = received.filter(({ body }) => body.extensions?.receipt);
  expect(received.filter(isWhole).every((answer) => withReceipt.includes(answer))).toBe(true);
  const given = withReceipt.map(({ body }) => body.extensions!.receipt!.index);
  expect(new Set(given).size).toBe(given.length);
  const documents = new Map<string, Set<string | undefined>>();
  for (const answer of withReceipt) {
    const { index, leafHash } = answer.body.extensions!.receipt!;
    expect(log[index]?.leafHash).toBe(leafHash);
    expect(asLogged(log[index]!.leaf)).toEqual(asAnswered(answer));
    const { query } = answer.question;
    documents.set(query, (documents.get(query) ?? new Set()).add(log[index]!.leaf.document));
  }
  expect([...documents.values()].map(({ size }) => size)).toEqual([...documents].map(() => 1));
  expect(new Set([...documents.values()].flatMap((hashes) => [...hashes])).size).toBe(documents.size);
}

function asLogged({ kind, outcome, httpStatus, client, disclosures = [] }: Leaf) {
  const count = (shown: boolean): number =>
    disclosures
      .filter(({ fields }) => fields.length > 0 === shown)
      .reduce((sum, { subjects }) => sum + subjects.length, 0);
  return { kind, outcome, httpStatus, client, shown: count(true), notShown: count(false) };
}

function asAnswered({ question: { client }, status, body: { data, errors } }: LoadAnswer) {
  const ofType = (type: string): number =>
    data?.statuses.filter(({ __typename }) => __typename === type).length ?? 0;
  return {
    kind: 'REQUEST',
    outcome: errors?.[0]?.extensions.code ?? 'ANSWERED',
    httpStatus: status,
    client,
    shown: ofType('HouseholdStatus'),
    notShown: ofType('NotOnRoll'),
  };
}

test('gateway and Postgres are killed again and again under load: every receipt holds, nothing is there twice', async () => {
  await untilAnswered(15);
  await killUnderLoad('gateway');
  await killUnderLoad('postgres');
  await killUnderLoad('gateway');
  await killUnderLoad('gateway', 'postgres');
  await killUnderLoad('gateway');
  await killUnderLoad('gateway');
  expect(load.lost()).toBeGreaterThan(0);
  await verified();
  await holdReceiptsAgainstTheLog();
});

const outageMs = 10_000;

/** What clients were told who asked while Postgres was gone and had their answer before it was back. */
async function duringOutage(outage: Outage): Promise<void> {
  const gateway = pidOf('gateway');
  await untilAnswered(5);
  await outage.begin();
  const begun = performance.now();
  await delay(outageMs);
  const ended = performance.now();
  outage.end();
  await untilAnswered(8);
  expect(pidOf('gateway')).toBe(gateway);
  const told = load.answers.filter(({ startedAt, endedAt }) => startedAt > begun && endedAt < ended);
  // How many there are is a matter of how long each waits for Postgres.
  expect(told.length).toBeGreaterThan(0);
  expect(told.filter(({ status }) => status !== 503)).toEqual([]);
  expect(told.filter(({ body }) => body.data ?? body.extensions)).toEqual([]);
  const codes = new Set(told.map(({ body }) => body.errors?.[0]?.extensions.code));
  expect(codes).toContain('AUDIT_UNAVAILABLE');
  expect(['AUDIT_UNAVAILABLE', 'BUDGET_UNAVAILABLE', 'CLIENTS_UNAVAILABLE']).toEqual(
    expect.arrayContaining([...codes]),
  );
}

interface Outage {
  /** Resolves when Postgres answers nobody any more. */
  begin(): void | Promise<void>;
  end(): void;
}

describe.skipIf(process.platform !== 'linux')('Postgres is gone for ten seconds under load', () => {
  test('frozen, its connections held open: 503 and no data; then answers of the same gateway', async () => {
    const postmaster = pidOf('postgres');
    await duringOutage({
      begin: () => {
        signalTree(postmaster, 'SIGSTOP');
      },
      end: () => {
        signalTree(postmaster, 'SIGCONT');
      },
    });
    expect(pidOf('postgres')).toBe(postmaster);
  });

  test('shut down, its connections refused: 503 and no data; then answers of the same gateway', async () => {
    const postmaster = pidOf('postgres');
    const supervisor = system.supervisor.pid!;
    await duringOutage({
      begin: () => {
        // Nobody starts it again until the ten seconds are over. SIGINT is Postgres' fast shutdown.
        process.kill(supervisor, 'SIGSTOP');
        process.kill(postmaster, 'SIGINT');
        return vi.waitFor(
          () => {
            expect(() => process.kill(postmaster, 0)).toThrow('ESRCH');
          },
          { timeout: 20_000 },
        );
      },
      end: () => {
        process.kill(supervisor, 'SIGCONT');
      },
    });
    expect(pidOf('postgres')).not.toBe(postmaster);
    installation.pidsOf(readRunFile(installation.dataDir));
  });

  test('after it all the log verifies, and every receipt of any time holds', async () => {
    await load.stop();
    expect(await verified()).toBeGreaterThan(load.answers.filter(isWhole).length);
    await holdReceiptsAgainstTheLog();
  });
});

test('the agencies have no call that nothing explains, and the log none that an agency lacks', async () => {
  // One that ends in order writes what it counted: for how long the log could not be written.
  const gateway = pidOf('gateway');
  process.kill(gateway, 'SIGTERM');
  await vi.waitFor(
    () => {
      expect(pidOf('gateway')).not.toBe(gateway);
    },
    { timeout: 30_000 },
  );
  installation.pidsOf(readRunFile(installation.dataDir));
  const to = new Date(Date.now() + 60_000).toISOString();
  const { exitCode, out } = await installation.hearthgate('audit', 'reconcile', '--json', '--to', to);
  const { matched, unexplained, mismatches } = JSON.parse(out) as {
    matched: number;
    unexplained: number;
    mismatches: { kind: string }[];
  };
  expect(matched).toBeGreaterThan(load.answers.filter(isWhole).length);
  const kinds = [...new Set(mismatches.map(({ kind }) => kind))];
  expect(kinds).toContain('GATEWAY_RESTARTED');
  expect(['GATEWAY_RESTARTED', 'LOG_UNAVAILABLE']).toEqual(expect.arrayContaining(kinds));
  expect({ exitCode, unexplained }).toEqual({ exitCode: 0, unexplained: 0 });
});
