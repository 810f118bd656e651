import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRunFile } from '@hearthgate/local/run-file';
import { policyFolder } from '@hearthgate/policies';
import { AGENCIES, type AgencyName } from '@hearthgate/schema';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import {
  makeTestSystem,
  type Outcome,
  type StartedSystem,
  type TestSystem,
} from '../testing/make-test-system.ts';

vi.setConfig({ testTimeout: 120_000 });

const veto = `
  @id("disability.veto") @agency("disability") @reason("Not now.")
  forbid (principal, action, resource);`;
const ofProject = (agency: AgencyName): string =>
  readFileSync(new URL(`agencies/${agency}/agreement.cedar`, policyFolder), 'utf8');

let installation: TestSystem;
let dataDir: string;
let system: StartedSystem;
const file = (agency: AgencyName): string => join(dataDir, 'agreements', agency, 'agreement.cedar');

beforeAll(async () => {
  installation = await makeTestSystem('none');
  ({ dataDir } = installation);
  system = await installation.start();
});
afterAll(async () => {
  await system.stop();
  installation[Symbol.dispose]();
});
beforeEach(async () => {
  const changed = AGENCIES.filter(
    (agency) => !existsSync(file(agency)) || readFileSync(file(agency), 'utf8') !== ofProject(agency),
  );
  for (const agency of changed) writeFileSync(file(agency), ofProject(agency));
  if (changed.length > 0) await reload();
});

const reload = (): Promise<Outcome> => installation.hearthgate('policy', 'reload');

interface Hashes {
  readonly policies: string;
  readonly ofGateway: Record<string, string>;
  readonly ofAgencies: Record<string, string>;
}

async function hashes(): Promise<Hashes> {
  const { gateway, agencies } = readRunFile(dataDir);
  const show = async (url: string): Promise<Record<string, unknown>> =>
    (await (await fetch(url)).json()) as Record<string, unknown>;
  const { policyHash, agreements } = await show(`${gateway.url}/readyz`);
  const ofAgencies = await Promise.all(
    Object.entries(agencies).map(async ([agency, { url }]) => [
      agency,
      (await show(`${url}/healthz`))['agreementHash'],
    ]),
  );
  return {
    policies: policyHash as string,
    ofGateway: agreements as Record<string, string>,
    ofAgencies: Object.fromEntries(ofAgencies) as Record<string, string>,
  };
}

test('the first start copies the project’s agreements, and gateway and agencies hold to the same', async () => {
  const { ofGateway, ofAgencies } = await hashes();
  expect(Object.keys(ofAgencies)).toEqual([...AGENCIES]);
  expect(ofAgencies).toEqual(ofGateway);
  expect((await reload()).out).toMatch(/^no agreement has changed\npolicies in force: [0-9a-f]{64}\n$/);
});

test('a changed agreement is taken up by gateway and agency, and the command says whose it was', async () => {
  const before = await hashes();
  appendFileSync(file('disability'), veto);
  expect(await hashes()).toEqual(before);
  const { out, err, exitCode } = await reload();
  const after = await hashes();
  expect({ out, err, exitCode }).toEqual({
    out: `taken up: the agreement of disability\npolicies in force: ${after.policies}\n`,
    err: '',
    exitCode: 0,
  });
  expect(after.policies).not.toBe(before.policies);
  expect(after.ofAgencies).toEqual(after.ofGateway);
  expect(after.ofGateway).toEqual({ ...before.ofGateway, disability: after.ofGateway['disability'] });
  expect(after.ofGateway['disability']).not.toBe(before.ofGateway['disability']);
});

test('a broken agreement is refused in one line, and nothing changes, not even that of another agency', async () => {
  const before = await hashes();
  appendFileSync(file('disability'), veto.replace('"Not now."', '""'));
  writeFileSync(file('orphans'), '');
  const { out, err, exitCode } = await reload();
  expect({ out, exitCode }).toEqual({ out: '', exitCode: 1 });
  expect(err).toBe(
    `error: ${file('disability')}: policy disability.veto has no @reason; nothing was changed\n`,
  );
  expect(await hashes()).toEqual(before);
});

test('a SIGHUP by hand takes up nothing that is broken either, and the log says so', async () => {
  const before = await hashes();
  const { gateway, agencies } = readRunFile(dataDir);
  writeFileSync(file('disability'), 'permit');
  for (const pid of [gateway.pid, agencies['disability']!.pid]) process.kill(pid, 'SIGHUP');
  for (const log of ['gateway', 'disability']) {
    await vi.waitFor(
      () => {
        const lines = readFileSync(join(dataDir, 'logs', `${log}.log`), 'utf8');
        expect(lines).toContain(`"notReloaded":"${file('disability')}: line 1: unexpected end of input"`);
      },
      { timeout: 10_000 },
    );
  }
  expect(await hashes()).toEqual(before);
});

test('an agency that is down is said to be, and takes up its agreement when it comes back', async () => {
  const { pid } = readRunFile(dataDir).agencies['disability']!;
  appendFileSync(file('disability'), veto);
  process.kill(pid, 'SIGSTOP');
  try {
    const { out, exitCode } = await reload();
    expect(exitCode).toBe(0);
    expect(out).toContain('disability does not answer: it takes up its agreement when it starts\n');
  } finally {
    process.kill(pid, 'SIGKILL');
  }
  await vi.waitFor(
    async () => {
      const { ofAgencies, ofGateway } = await hashes();
      expect(ofAgencies).toEqual(ofGateway);
    },
    { timeout: 20_000 },
  );
});

test('a start keeps what the operator changed, gives back nothing taken away, and withholds what is broken', async () => {
  appendFileSync(file('disability'), veto);
  await reload();
  const before = await hashes();
  rmSync(file('orphans'));
  await system.stop();
  system = await installation.start();
  expect(existsSync(file('orphans'))).toBe(false);
  const after = await hashes();
  expect(after.ofAgencies).toEqual(after.ofGateway);
  expect(after.ofGateway['disability']).toBe(before.ofGateway['disability']);
  expect(after.ofGateway['orphans']).not.toBe(before.ofGateway['orphans']);
  for (const log of ['gateway', 'orphans']) {
    expect(readFileSync(join(dataDir, 'logs', `${log}.log`), 'utf8')).toContain(
      `"withheld":"${file('orphans')}: cannot be read"`,
    );
  }
});
