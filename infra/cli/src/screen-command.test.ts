import { readdir, readFile, writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestIssuer, startTestIssuer } from '@hearthgate/local/test-issuer';
import { Command } from 'commander';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { clientCommand } from './client-command.ts';
import { screenCommand } from './screen-command.ts';

// What is found out before anybody is asked. The rest is tried on a whole system: infra/system-tests/src/screen-command.test.ts.
const gatewayUrl = 'http://127.0.0.1:9';
let issuer: TestIssuer;
let folder: string;
let roster: string;
let results: string;
beforeAll(async () => {
  issuer = await startTestIssuer(inject('postgresUrl'));
  for (const line of [
    'client add --id school --role SCHOOL_AID_OFFICE --school 3499107001',
    'client add --id officer --role PRIVACY_OFFICER',
    'client add --id gone --role SCHOOL_AID_OFFICE --school 3499107001',
    'client revoke gone',
  ]) {
    expect((await run(line.split(' '))).error).toBeUndefined();
  }
});
afterAll(() => issuer[Symbol.asyncDispose]());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearthgate-test-'));
  roster = join(folder, 'roster.csv');
  results = join(folder, 'results.csv');
  await writeFile(roster, '学籍号\nJ990108200801010010\n');
});
afterEach(() => rm(folder, { recursive: true }));

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
    gatewayUrl: () => gatewayUrl,
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
  run(['screen', ...options.split(' '), roster, '--out', results]);

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
  [
    '--client school --purpose AID_ELIGIBILITY --cancel --resume',
    "option '--resume' cannot be used with option '--cancel'",
  ],
])('bad usage: screen %s', async (options, reason) => {
  const { error, out, err } = await screen(options);
  expect(out).toBe('');
  expect(err).toContain(reason);
  expect(err.trimEnd()).not.toContain('\n');
  expect(error).toMatchObject({ name: 'CommanderError' });
  expect(await readdir(folder)).toEqual(['roster.csv']);
});

test('bad usage: results into the roster itself', async () => {
  const before = await readFile(roster, 'utf8');
  const { error, err } = await run([
    ...['screen', '--client', 'school', '--purpose', 'AID_ELIGIBILITY', roster],
    ...['--out', join(folder, '.', 'roster.csv')],
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
  ['--client school --purpose AID_ELIGIBILITY --cancel', /results\.csv: no screening is under way into it$/],
])('screen %s fails in one line, and writes nothing', async (options, message) => {
  const { error, out } = await screen(options);
  expect(out).toBe('');
  expect((error as Error).message).toMatch(message);
  expect((error as Error).message).not.toContain('\n');
  expect(await readdir(folder)).toEqual(['roster.csv']);
});

test('a roster that is none fails before the gateway is asked', async () => {
  await writeFile(roster, '姓名\n甲\n');
  const { error } = await screen('--client school --purpose AID_ELIGIBILITY');
  expect(error).toMatchObject({ name: 'UnusableFile' });
  expect((error as Error).message).toMatch(/^\S+roster\.csv: [^\n]*学籍号[^\n]*$/);
  expect(await readdir(folder)).toEqual(['roster.csv']);
});

test('a file beside the results that names no screening is not overwritten', async () => {
  await writeFile(`${results}.screening.json`, 'mine');
  const { error } = await screen('--client school --purpose AID_ELIGIBILITY');
  expect(error).toMatchObject({ code: 'RESULTS_UNUSABLE' });
  expect(await readFile(`${results}.screening.json`, 'utf8')).toBe('mine');
  expect((await readdir(folder)).sort()).toEqual(['results.csv.screening.json', 'roster.csv']);
});
