import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { policyFolder } from '@hearthgate/policies';
import { AGENCIES, PURPOSES, ROLES } from '@hearthgate/schema';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeTestSystem, type Outcome, type TestSystem } from './testing/make-test-system.ts';
import { runHere } from './testing/run-here.ts';

let folder: string;
let dataDir: string;
/** Never started: a `.data` of whoever runs the tests is not to be looked at. */
let installation: TestSystem;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearthgate-policy-'));
  dataDir = join(folder, 'data');
  installation = await makeTestSystem('none');
});
afterAll(async () => {
  installation[Symbol.dispose]();
  await rm(folder, { recursive: true });
});

const policy = (...args: string[]): Promise<Outcome> =>
  runHere(['policy', ...args], installation.environment());
/** Each of the commands once at least, as people run it. */
const policyProcess = (...args: string[]): Promise<Outcome> => installation.hearthgate('policy', ...args);

test('policies/MATRIX.md is current; if not: npx hearthgate policy matrix --markdown > policies/MATRIX.md', async () => {
  const { out, exitCode } = await policyProcess('matrix', '--markdown');
  expect(exitCode).toBe(0);
  expect(await readFile(new URL('MATRIX.md', policyFolder), 'utf8')).toBe(out);
});

test('matrix without a system shows the project: every purpose, every role, and what is left out', async () => {
  const { out, err, exitCode } = await policy('matrix');
  expect({ err, exitCode }).toEqual({ err: '', exitCode: 0 });
  for (const purpose of PURPOSES) {
    expect(out).toMatch(new RegExp(`^${[purpose, ...ROLES].join(' +')}$`, 'm'));
  }
  expect(out).toMatch(/^HouseholdStatus\.orphan +✓ +✓ +✓ +– +– +–$/m);
  expect(out).toMatch(/^Query\.registers +– +✓ \[1\] +✓ \[1\] +– +– +–$/m);
  expect(out).toContain('[1] without poverty-registry, subsistence-allowance, disability, orphans\n');
  expect(out).toMatch(/^STATISTICS .*\nevery field +– +– +– +– +– +–$/m);
});

test('matrix --json holds each cell', async () => {
  const cells = JSON.parse((await policy('matrix', '--json')).out) as Record<string, unknown>[];
  expect(cells).toHaveLength(ROLES.length * PURPOSES.length * 17 * 2);
  expect(cells).toContainEqual({
    purpose: 'FEE_WAIVER',
    field: 'HouseholdStatus.orphan',
    role: 'SCHOOL_AID_OFFICE',
    assurance: 'bearer',
    state: 'REFUSED',
    without: [],
    policies: [],
  });
});

test('check without a system checks the project', async () => {
  const { out, err, exitCode } = await policyProcess('check');
  expect({ err, exitCode }).toEqual({ err: '', exitCode: 0 });
  expect(out).toMatch(/^9 policies and \d+ cases of the project\nno problem\n$/);
});

describe('with the agreements of an installation', () => {
  const file = (agency: string): string => join(dataDir, 'agreements', agency, 'agreement.cedar');
  const veto = `
    @id("disability.veto") @agency("disability") @reason("Not now.")
    forbid (principal, action, resource) unless { context.assurance == "dpop" };`;

  beforeEach(async () => {
    await rm(dataDir, { recursive: true, force: true });
    await cp(fileURLToPath(new URL('./agencies/', policyFolder)), join(dataDir, 'agreements'), {
      recursive: true,
    });
  });

  test('the matrix shows a veto, and MATRIX.md stays that of the project', async () => {
    const before = await policy('matrix', '--markdown');
    await appendFile(file('disability'), veto);
    const { out } = await policy('matrix', '--data-dir', dataDir);
    expect(out).toMatch(/^HouseholdStatus\.disability +withheld \(✓ with DPoP\) +withheld/m);
    expect(out).toMatch(/^HouseholdStatus\.complete +✓ \[1\] \(✓ with DPoP\)/m);
    expect(out).toContain('[1] without disability\n');
    expect(await policy('matrix', '--markdown')).toEqual(before);
    const { out: own } = await policy('matrix', '--markdown', '--data-dir', dataDir);
    expect(own).toContain('✓ without disability (✓ with DPoP)');
  });

  test('check says which agreements are their agencies’ own, and that is no problem', async () => {
    const { out: untouched } = await policy('check', '--data-dir', dataDir);
    expect(untouched).toContain(`the agreements of ${dataDir} (all as in the project)\nno problem\n`);
    await appendFile(file('disability'), veto);
    const { out, exitCode } = await policy('check', '--data-dir', dataDir);
    expect(out).toContain(`the agreements of ${dataDir} (changed: disability)\nno problem\n`);
    expect(exitCode).toBe(0);
  });

  test('check names every problem in a line of its own, and exits 1', async () => {
    await appendFile(file('disability'), veto.replace('"Not now."', '""'));
    await writeFile(file('orphans'), 'permit');
    await rm(file('enrollment'));
    const { out, err, exitCode } = await policyProcess('check', '--data-dir', dataDir);
    expect(err.split('\n')).toEqual([
      `error: ${file('enrollment')}: cannot be read`,
      `error: ${file('disability')}: policy disability.veto has no @reason`,
      `error: ${file('orphans')}: line 1: unexpected end of input`,
      '',
    ]);
    expect(out).toContain('problems: 3\n');
    expect(exitCode).toBe(1);
  });

  test('matrix refuses a broken agreement in one line', async () => {
    await writeFile(file('orphans'), 'permit');
    const { out, err, exitCode } = await policy('matrix', '--data-dir', dataDir);
    expect({ out, exitCode }).toEqual({ out: '', exitCode: 1 });
    expect(err).toBe(`error: ${file('orphans')}: line 1: unexpected end of input\n`);
  });

  test('a data directory without agreements is said to be one when it was asked for', async () => {
    const { err, exitCode } = await policy('check', '--data-dir', join(folder, 'nowhere'));
    expect(exitCode).toBe(1);
    expect(err.trimEnd().split('\n')).toHaveLength(AGENCIES.length);
  });
});

test('reload needs a system that runs', async () => {
  const { err, exitCode } = await policyProcess('reload');
  expect(err).toMatch(/^error: nothing runs in .*\n$/);
  expect(exitCode).toBe(1);
});

test('bad usage exits 2', async () => {
  expect((await policyProcess('matrix', '--colour')).exitCode).toBe(2);
});
