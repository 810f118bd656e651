import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestIssuer, startTestIssuer } from '@hearthgate/local/test-issuer';
import { Command } from 'commander';
import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { clientCommand } from './client-command.ts';
import { type GatewayForTests, startGatewayForTests } from './screen/gateway-for-tests.ts';
import {
  prepareScreening,
  rosterOf,
  type ScreeningForTests,
  studentNumber,
} from './screen/screening-for-tests.ts';
import { screenCommand } from './screen-command.ts';

let issuer: TestIssuer;
let gateway: GatewayForTests;
let screening: ScreeningForTests;
let roster: string;
beforeAll(async () => {
  [issuer, gateway] = await Promise.all([startTestIssuer(inject('postgresUrl')), startGatewayForTests()]);
  for (const line of [
    'client add --id school --role SCHOOL_AID_OFFICE --school 3499107001',
    'client add --id center --role AID_CENTER --division 990108',
    'client add --id officer --role PRIVACY_OFFICER',
    'client add --id bound --role SCHOOL_AID_OFFICE --school 3499107001 --sender-constrained',
    'client add --id gone --role SCHOOL_AID_OFFICE --school 3499107001',
    'client revoke gone',
  ]) {
    expect((await run(line.split(' '))).error).toBeUndefined();
  }
});
afterAll(async () => {
  await issuer[Symbol.asyncDispose]();
  await gateway[Symbol.asyncDispose]();
});
beforeEach(async () => {
  screening = await prepareScreening(gateway.url);
  roster = join(screening.folder, 'roster.csv');
  await writeFile(roster, rosterOf([studentNumber(1), 'x']));
  gateway.requests.length = 0;
  gateway.instead = () => undefined;
});
afterEach(() => screening[Symbol.asyncDispose]());

interface Outcome {
  readonly out: string;
  readonly err: string;
  readonly error?: unknown;
}

async function run(args: readonly string[]): Promise<Outcome> {
  let out = '';
  let err = '';
  const program = new Command('hearthgate')
    .exitOverride()
    .configureOutput({ writeOut: (text) => (out += text), writeErr: (text) => (err += text) });
  const surroundings = {
    print: (text: string) => void (out += text),
    warn: (text: string) => void (err += text),
    locateIssuer: () => ({ ...issuer, issuerUrl: issuer.url }),
    gatewayUrl: () => gateway.url,
  };
  clientCommand(program, surroundings);
  screenCommand(program, surroundings);
  try {
    await program.parseAsync(args, { from: 'user' });
    return { out, err };
  } catch (error) {
    return { out, err, error };
  }
}

/** `screen` with these options, the roster and a file for the results. */
const screen = (options: string): Promise<Outcome> =>
  run(['screen', ...options.split(' '), roster, '--out', screening.resultsFile]);

test('screens as the client, for the purpose, and prints a table of counts', async () => {
  const { out, err, error } = await screen('--client school --purpose AID_ELIGIBILITY');
  expect({ err, error }).toEqual({ err: '', error: undefined });
  expect(out).toMatch(/^roster\.csv: screened into results\.csv\nrows +2\n {2}ANSWERED +1\n/);
  expect(out).toMatch(/FINDING +YES +NO +UNKNOWN\nenrollment +1 +0 +0\n/);
  expect(out).toMatch(/disability +2026-11-01 +312 +4\n/);
  expect(out).toContain('orphans did not answer, or holds no register\n');
  expect(await screening.firstCells()).toEqual([studentNumber(1), 'x']);
  expect(decodeJwt(gateway.chunks()[0]!.token)).toMatchObject({
    client_id: 'school',
    authorization_details: [{ locations: ['3499107001'], purpose: 'AID_ELIGIBILITY' }],
  });
});

test('--json prints the summary that stands beside the results, and nothing else', async () => {
  const { out } = await screen('--json --client school --purpose FEE_WAIVER --program SENIOR_TUITION_WAIVER');
  expect(JSON.parse(out)).toEqual(
    JSON.parse(await readFile(`${screening.resultsFile}.summary.json`, 'utf8')),
  );
  expect(JSON.parse(out)).toMatchObject({
    client: 'school',
    purpose: 'FEE_WAIVER',
    program: 'SENIOR_TUITION_WAIVER',
    qualifies: { YES: 1 },
  });
});

test('a program that the purpose does not show leaves its column empty, and says so', async () => {
  const { err, error } = await screen(
    '--client center --purpose ENROLLMENT_CHECK --program SENIOR_TUITION_WAIVER',
  );
  expect(error).toBeUndefined();
  expect(err).toBe('ENROLLMENT_CHECK does not show who qualifies: that column stays empty\n');
  expect((await screening.results()).map((row) => row.at(-1))).toEqual(['qualifies', '', '']);
});

test.each([
  [
    '--client school --purpose FEE_WAIVER',
    '--purpose FEE_WAIVER answers about a program only: add --program, one of COMPULSORY_LIVING_SUBSIDY',
  ],
  [
    '--client school --purpose AID_ELIGIBILITY --program GRANT',
    'Allowed choices are COMPULSORY_LIVING_SUBSIDY, SENIOR_TUITION_WAIVER',
  ],
  ['--client school --purpose CURIOSITY', 'Allowed choices are AID_ELIGIBILITY'],
  ['--purpose AID_ELIGIBILITY', "required option '--client <id>' not specified"],
  ['--client school', "required option '--purpose <purpose>' not specified"],
])('bad usage: screen %s', async (options, reason) => {
  const { error, out, err } = await screen(options);
  expect(out).toBe('');
  expect(err).toContain(reason);
  expect(err.trimEnd()).not.toContain('\n');
  expect(error).toMatchObject({ name: 'CommanderError' });
  expect(gateway.requests).toEqual([]);
});

test('bad usage: results into the roster itself', async () => {
  const before = await readFile(roster, 'utf8');
  const { error, err } = await run([
    ...['screen', '--client', 'school', '--purpose', 'AID_ELIGIBILITY', roster],
    ...['--out', join(screening.folder, '.', 'roster.csv')],
  ]);
  expect(err).toContain('--out is the roster itself');
  expect(error).toMatchObject({ name: 'CommanderError', exitCode: 2 });
  expect(await readFile(roster, 'utf8')).toBe(before);
});

test.each([
  ['--client nobody --purpose AID_ELIGIBILITY', /^no client is called nobody: .*client add/],
  ['--client gone --purpose AID_ELIGIBILITY', /^client gone is revoked: name another --client$/],
  ['--client officer --purpose AID_ELIGIBILITY', /^PURPOSE_NOT_PERMITTED: PRIVACY_OFFICER may not screen/],
  [
    '--client school --purpose ENROLLMENT_CHECK',
    /^PURPOSE_NOT_PERMITTED: SCHOOL_AID_OFFICE may not ask for ENROLLMENT_CHECK; it may ask for AID_ELIGIBILITY, FEE_WAIVER$/,
  ],
  ['--client bound --purpose AID_ELIGIBILITY', /^client bound is sender-constrained, .*another --client$/],
])('screen %s fails in one line, and writes nothing', async (options, message) => {
  const { error, out } = await screen(options);
  expect(out).toBe('');
  expect((error as Error).message).toMatch(message);
  expect((error as Error).message).not.toContain('\n');
  expect(await readdir(screening.folder)).toEqual(['roster.csv']);
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s: nothing is left behind, what stood there stays, exit %i', async (signal, exitCode) => {
  await writeFile(screening.resultsFile, 'older');
  const listeners = process.listenerCount(signal);
  gateway.instead = ({ variables }) => {
    if (!variables.studentNumbers) return undefined;
    process.emit(signal, signal);
    // npm passes on what the terminal has already told; that must not end the process before it has tidied up.
    expect(process.listenerCount(signal)).toBe(listeners + 1);
    process.emit(signal, signal);
    return { body: 'silence' };
  };
  const { error, err } = await screen('--client school --purpose AID_ELIGIBILITY');
  const { exitCode: set } = process;
  process.exitCode = undefined;
  expect({ error, set }).toEqual({ error: undefined, set: exitCode });
  expect(err).toBe(`interrupted: nothing was written to ${screening.resultsFile}\n`);
  expect((await readdir(screening.folder)).sort()).toEqual(['results.csv', 'roster.csv']);
  expect(await readFile(screening.resultsFile, 'utf8')).toBe('older');
  expect(process.listenerCount(signal)).toBe(listeners);
});
