import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withClient } from '@hearthgate/database';
import { startTestIssuer, type TestIssuer } from '@hearthgate/local/test-issuer';
import { Command } from 'commander';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { clientCommand } from './client-command.ts';
import { userCommand } from './user-command.ts';

let issuer: TestIssuer;
let passwordFile: string;
beforeAll(async () => {
  issuer = await startTestIssuer(inject('postgresUrl'));
  passwordFile = join(issuer.dataDir, 'password');
  await writeFile(passwordFile, 'correct horse battery staple\n');
});
afterAll(() => issuer[Symbol.asyncDispose]());

interface Outcome {
  readonly out: string;
  readonly err: string;
  readonly error?: unknown;
}

async function run(line: string): Promise<Outcome> {
  let out = '';
  let err = '';
  const program = new Command('hearthgate')
    .exitOverride()
    .configureOutput({ writeOut: (text) => (out += text), writeErr: (text) => (err += text) });
  const surroundings = {
    print: (text: string) => void (out += text),
    locateIssuer: () => ({ ...issuer, issuerUrl: issuer.url }),
  };
  clientCommand(program, surroundings);
  userCommand(program, surroundings);
  try {
    await program.parseAsync(line.split(' '), { from: 'user' });
    return { out, err };
  } catch (error) {
    return { out, err, error };
  }
}

const addAs = (name: string, more = '--role SCHOOL_AID_OFFICE --school 3499107001') =>
  run(`user add --username ${name} ${more} --password-file ${passwordFile}`);

test('an account is added, listed as a table and as JSON, disabled, and never added again', async () => {
  expect(await addAs('li-aid')).toEqual({ out: 'user li-aid is added\n', err: '' });
  const { out: table } = await run('user list');
  expect(table).toMatch(/^USERNAME +ROLE +BOUND TO +QUERIES +ADDED +DISABLED\n/);
  expect(table).toMatch(/\nli-aid +SCHOOL_AID_OFFICE +3499107001 +trusted +20\d\d-\d\d-\d\d +-\n/);
  const users = JSON.parse((await run('user list --json')).out) as { username: string }[];
  expect(users.find(({ username }) => username === 'li-aid')).toEqual({
    username: 'li-aid',
    role: 'SCHOOL_AID_OFFICE',
    school: '3499107001',
    adHocQueries: false,
    createdAt: expect.any(String) as unknown,
    disabledAt: null,
  });
  expect(await run('user disable li-aid')).toEqual({ out: 'user li-aid is disabled\n', err: '' });
  expect((await run('user list')).out).toMatch(/\nli-aid .*20\d\d-\d\d-\d\d +20\d\d-\d\d-\d\d\n/);
  expect((await addAs('li-aid')).error).toMatchObject({ code: 'USER_EXISTS' });
  expect((await run('user disable nobody')).error).toMatchObject({ code: 'USER_UNKNOWN' });
});

test('a person and a client of one name cannot both exist, also when both are added at once', async () => {
  await addAs('taken-by-person');
  const client = (id: string) => run(`client add --id ${id} --role SCHOOL_AID_OFFICE --school 3499107001`);
  expect((await client('taken-by-person')).error).toMatchObject({ code: 'USER_EXISTS' });
  await client('taken-by-client');
  expect((await addAs('taken-by-client')).error).toMatchObject({ code: 'CLIENT_EXISTS' });
  for (let round = 0; round < 5; round += 1) {
    const name = `both-${String(round)}`;
    const outcomes = await Promise.all([addAs(name), client(name), addAs(name), client(name)]);
    expect(outcomes.filter(({ error }) => error === undefined)).toHaveLength(1);
  }
  for (const outcome of [await addAs('hearthgate-console'), await client('hearthgate-console')]) {
    expect(outcome.error).toMatchObject({ code: 'CLIENT_EXISTS' });
  }
});

test.each([
  ['a school without its code', '--role SCHOOL_AID_OFFICE', /SCHOOL_AID_OFFICE needs --school/],
  ['a privacy officer with one', '--role PRIVACY_OFFICER --school 3499107001', /takes no --school/],
  ['an unknown role', '--role KING', /Allowed choices are/],
  ['a code that is none', '--role SCHOOL_AID_OFFICE --school 12', /--school: is no school code/],
])('%s is bad usage', async (_name, options, reason) => {
  const { err, error } = await addAs('somebody', options);
  expect(error).toMatchObject({ exitCode: expect.any(Number) as unknown });
  expect(err).toMatch(reason);
});

test('a username that is an ID number, or is none, is refused', async () => {
  expect((await addAs('110105194912310021')).err).toMatch(/--username: must not be an ID number/);
  expect((await addAs('Li')).err).toMatch(/--username: lower-case letters/);
});

test.each([
  ['too short', 'fourteen chars', /15 characters or more/],
  ['of two lines', 'correct horse\nbattery staple', /only line/],
  ['nothing', '', /only line/],
  ['the username', 'weak-person weak-person', /must not contain the username/],
])('a password that is %s is refused and not repeated', async (_name, text, reason) => {
  const file = join(issuer.dataDir, 'weak');
  await writeFile(file, text);
  await chmod(file, 0o600);
  const line = `user add --username weak-person --role PRIVACY_OFFICER --password-file ${file}`;
  const { err, out } = await run(line);
  expect(err).toMatch(reason);
  if (text !== '') expect(err + out).not.toContain(text);
});

test('without a terminal the password comes from a file', async () => {
  const { err } = await run('user add --username somebody --role PRIVACY_OFFICER');
  expect(err).toMatch(/--password-file/);
});

test('another password replaces the hash, and nothing is printed of it', async () => {
  await addAs('changes');
  const before = await hashOf('changes');
  const { out } = await run(`user set-password changes --password-file ${passwordFile}`);
  expect(out).toBe('user changes has a new password\n');
  expect(await hashOf('changes')).not.toBe(before);
  await run('user disable changes');
  const { error } = await run(`user set-password changes --password-file ${passwordFile}`);
  expect(error).toMatchObject({ code: 'USER_UNKNOWN' });
});

async function hashOf(username: string): Promise<unknown> {
  const { rows } = await withClient(issuer.databaseUrl, (database) =>
    database.query<{ password_hash: string }>('select password_hash from account where username = $1', [
      username,
    ]),
  );
  return rows[0]?.password_hash;
}
