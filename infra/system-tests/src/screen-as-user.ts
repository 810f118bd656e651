import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { screenCommand } from '@hearthgate/cli/screen';
import { connectToGateway, type Screenings } from '@hearthgate/client/source';
import { registerClient } from '@hearthgate/local/clients';
import { readClientKey } from '@hearthgate/local/tokens';
import { startTestIssuer, type TestIssuer } from '@hearthgate/local/test-issuer';
import { Command } from 'commander';
import { parse } from 'csv-parse/sync';
import { expect, vi } from 'vitest';
import { importLianhe } from './lianhe.ts';
import { type ScreeningWorkerForTests, startSystem, type SystemUnderTest } from './start-system.ts';

/** On a busy machine a second is not enough. */
export const patience = { timeout: 20_000 };

export const school = '3499107001';

export interface Outcome {
  readonly out: string;
  readonly err: string;
  readonly error?: unknown;
  readonly exitCode: typeof process.exitCode;
}

/** The county's system with the real issuer and its clients `school`, `bound` (sender-constrained) and `center`. */
export interface ScreeningOffice extends AsyncDisposable {
  readonly system: SystemUnderTest;
  readonly issuer: TestIssuer;
  /** Gives up an agency that does not answer at once, where others would ask it again. */
  startWorker(): Promise<ScreeningWorkerForTests>;
  /** What a client's own system would use. */
  screeningsOf(clientId: string, forPurpose?: string, gatewayUrl?: string): Promise<Screenings>;
}

export async function openScreeningOffice(adminUrl: string): Promise<ScreeningOffice> {
  await using stack = new AsyncDisposableStack();
  let issuer: TestIssuer | undefined;
  const startIssuer = async (gatewayUrl: string): Promise<string> => {
    issuer = stack.use(await startTestIssuer(adminUrl, { gatewayUrl }));
    return issuer.url;
  };
  const system = stack.use(await startSystem(adminUrl, { startIssuer }));
  if (!issuer) throw new Error('no issuer was started');
  const { url: issuerUrl, databaseUrl, dataDir } = issuer;
  await importLianhe(system);
  const office = { databaseUrl, gatewayDatabaseUrl: system.gatewayDatabase.ownerUrl, dataDir };
  const aid = { role: 'SCHOOL_AID_OFFICE', school } as const;
  await registerClient({ ...office, ...aid, id: 'school' });
  await registerClient({ ...office, ...aid, id: 'bound', senderConstrained: true });
  await registerClient({ ...office, role: 'AID_CENTER', division: '990108', id: 'center' });
  const resources = stack.move();
  return {
    system,
    issuer,
    startWorker: () => system.startScreeningWorker(1),
    screeningsOf: async (clientId, forPurpose = 'AID_ELIGIBILITY', gatewayUrl = system.url) => {
      const privateKey = await readClientKey(dataDir, clientId);
      const gateway = await connectToGateway({
        gatewayUrl,
        credentials: { issuerUrl, clientId, privateKey },
      });
      return gateway.forPurpose(forPurpose).screenings;
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

/** A desk with a roster, and the command line. */
export interface Desk extends AsyncDisposable {
  readonly folder: string;
  readonly roster: string;
  readonly results: string;
  /** `hearthgate screen` with these options, this desk's roster and results. Something may happen once the roster is in. */
  screen(
    options: string,
    onRunning?: (screening: string) => Promise<void> | void,
    gatewayUrl?: string,
  ): Promise<Outcome>;
  files(): Promise<string[]>;
  resultsText(): Promise<string>;
  resultRows(): Promise<string[][]>;
  summary(): Promise<Record<string, unknown>>;
  /** What names the screening that is under way. */
  state(): Promise<{ readonly screening: string; readonly completed: boolean }>;
}

export async function openDesk(office: ScreeningOffice, rosterText: string): Promise<Desk> {
  const { system, issuer } = office;
  const folder = await mkdtemp(join(tmpdir(), 'hearthgate-desk-'));
  const roster = join(folder, 'roster.csv');
  const results = join(folder, 'results.csv');
  await writeFile(roster, rosterText);
  const desk: Desk = {
    folder,
    roster,
    results,
    screen: async (options, onRunning, gatewayUrl = system.url) => {
      let out = '';
      let err = '';
      const program = new Command('hearthgate').exitOverride().configureOutput({
        writeErr: (text) => (err += text),
      });
      screenCommand(program, {
        print: (text) => void (out += text),
        warn: (text) => void (err += text),
        locateIssuer: () => ({
          dataDir: issuer.dataDir,
          issuerUrl: issuer.url,
          databaseUrl: issuer.databaseUrl,
          gatewayDatabaseUrl: system.gatewayDatabase.ownerUrl,
        }),
        gatewayUrl: () => gatewayUrl,
      });
      const args = ['screen', ...options.split(' '), roster, '--out', results];
      const running = program.parseAsync(args, { from: 'user' }).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      if (onRunning) await onRunning(await rosterIsIn(office, desk));
      const error = await running;
      const { exitCode } = process;
      process.exitCode = undefined;
      return { out, err, error, exitCode };
    },
    files: async () => (await readdir(folder)).sort(),
    resultsText: () => readFile(results, 'utf8'),
    resultRows: async () => parse(await readFile(results), { bom: true }),
    summary: async () =>
      JSON.parse(await readFile(`${results}.summary.json`, 'utf8')) as Record<string, unknown>,
    state: async () =>
      JSON.parse(await readFile(`${results}.screening.json`, 'utf8')) as Awaited<ReturnType<Desk['state']>>,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
  return desk;
}

/** Waits until the gateway has the roster of the desk's screening; gives its id. */
async function rosterIsIn(office: ScreeningOffice, desk: Desk): Promise<string> {
  const { screening } = await vi.waitFor(() => desk.state(), patience);
  const screenings = await office.screeningsOf('school');
  await vi.waitFor(async () => {
    expect((await screenings.get(screening)).status).toBe('RUNNING');
  }, patience);
  return screening;
}
