import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startTestIssuer } from '@hearthgate/local/test-issuer';
import type { TestIssuer } from '@hearthgate/local/test-issuer';
import { Command } from 'commander';
import { calculateJwkThumbprint, decodeJwt, exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { clientCommand } from './client-command.ts';
import { tokenCommand } from './token-command.ts';

let issuer: TestIssuer;
beforeAll(async () => {
  issuer = await startTestIssuer(inject('postgresUrl'));
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
  tokenCommand(program, surroundings);
  try {
    await program.parseAsync(line.split(' '), { from: 'user' });
    return { out, err };
  } catch (error) {
    return { out, err, error };
  }
}

test('a client added can have a token at once, and nothing else is printed', async () => {
  const added = await run('client add --id school-a --role SCHOOL_AID_OFFICE --school 3499107001');
  const file = join(issuer.dataDir, 'clients', 'school-a.json');
  expect(added).toEqual({ out: `client school-a is registered; its private key is ${file}\n`, err: '' });
  const { out, err, error } = await run(
    'token --client school-a --purpose AID_ELIGIBILITY --case-ref 2026/17',
  );
  expect({ err, error }).toEqual({ err: '', error: undefined });
  expect(out).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
  expect(decodeJwt(out)).toMatchObject({
    client_id: 'school-a',
    authorization_details: [{ locations: ['3499107001'], purpose: 'AID_ELIGIBILITY', case_ref: '2026/17' }],
  });
});

test('a token can be bound to a key in a JWK or in what OpenSSL writes', async () => {
  await run('client add --id bound --role SCHOOL_AID_OFFICE --school 3499107001 --sender-constrained');
  expect((await run('token --client bound --purpose FEE_WAIVER')).error).toMatchObject({
    code: 'ISSUER_REFUSED',
    message: expect.stringMatching(/sender-constrained: send a DPoP proof/) as unknown,
  });
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  const jwkFile = join(issuer.dataDir, 'dpop.json');
  await writeFile(jwkFile, JSON.stringify(jwk));
  const { out } = await run(`token --client bound --purpose FEE_WAIVER --dpop-key ${jwkFile}`);
  expect(decodeJwt(out)['cnf']).toEqual({ jkt: await calculateJwkThumbprint(jwk) });

  const pemFile = join(issuer.dataDir, 'dpop.pem');
  const openssl = ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', pemFile];
  await promisify(execFile)('openssl', openssl);
  const withPem = await run(`token --client bound --purpose FEE_WAIVER --dpop-key ${pemFile}`);
  expect(decodeJwt(withPem.out)['cnf']).toBeDefined();
});

test('list shows what was registered, as a table and as JSON', async () => {
  const limits = '--ad-hoc-queries --requests-per-second 0 --subjects-per-day 5000';
  await run(`client add --id center --role AID_CENTER --division 990108 ${limits}`);
  const { out: table } = await run('client list');
  const [header, ...lines] = table.trimEnd().split('\n');
  expect(header).toMatch(/^ID +ROLE +BOUND TO/);
  expect(lines.find((line) => line.startsWith('center '))).toMatch(
    /^center +AID_CENTER +990108 +any +bearer +none +5000 +20\d\d-\d\d-\d\d +-$/,
  );
  const clients = JSON.parse((await run('client list --json')).out) as { id: string }[];
  expect(clients.find(({ id }) => id === 'center')).toEqual({
    id: 'center',
    role: 'AID_CENTER',
    division: '990108',
    adHocQueries: true,
    senderConstrained: false,
    requestsPerSecond: 0,
    subjectsPerDay: 5000,
    createdAt: expect.stringMatching(/^20\d\d-/) as unknown,
    revokedAt: null,
  });
  expect(JSON.stringify(clients)).not.toContain('"d"');
});

test('a new key works at once; a revoked client is refused, stays listed, and its id is not used again', async () => {
  await run('client add --id short-lived --role PRIVACY_OFFICER');
  expect((await run('client rotate-key short-lived')).out).toMatch(/^client short-lived has a new key in /);
  expect((await run('token --client short-lived --purpose AUDIT_REVIEW')).error).toBeUndefined();
  expect((await run('client revoke short-lived')).out).toBe('client short-lived is revoked\n');
  expect((await run('token --client short-lived --purpose AUDIT_REVIEW')).error).toMatchObject({
    code: 'CLIENT_UNKNOWN',
  });
  expect((await run('client rotate-key short-lived')).error).toMatchObject({ code: 'CLIENT_UNKNOWN' });
  expect((await run('client add --id short-lived --role PRIVACY_OFFICER')).error).toMatchObject({
    code: 'CLIENT_EXISTS',
  });
  const clients = JSON.parse((await run('client list --json')).out) as { id: string; revokedAt: unknown }[];
  expect(clients.find(({ id }) => id === 'short-lived')?.revokedAt).toEqual(expect.any(String));
});

test.each([
  ['client revoke nobody', 'CLIENT_UNKNOWN', 'no client is called nobody'],
  ['client rotate-key nobody', 'CLIENT_UNKNOWN', 'no client is called nobody, or it is revoked'],
  ['token --client nobody --purpose AID_ELIGIBILITY', 'CLIENT_UNKNOWN', /^client nobody has no key in /],
  ['token --client ../secrets --purpose AID_ELIGIBILITY', 'CLIENT_UNKNOWN', /^no client can be called/],
  [
    'token --client school-a --purpose FEE_WAIVER --dpop-key /nowhere',
    'KEY_UNUSABLE',
    '/nowhere cannot be read',
  ],
])('%s fails in one line', async (line, code, message) => {
  const { error, out } = await run(line);
  expect(out).toBe('');
  expect(error).toMatchObject({ code });
  const text = (error as Error).message;
  expect(text).not.toContain('\n');
  if (typeof message === 'string') expect(text).toBe(message);
  else expect(text).toMatch(message);
});

test.each([
  ['client add --role AID_CENTER --division 990108', "required option '--id <id>' not specified"],
  [
    'client add --id x --role TEACHER',
    'Allowed choices are SCHOOL_AID_OFFICE, UNIVERSITY_AID_OFFICE, AID_CENTER',
  ],
  ['client add --id x --role SCHOOL_AID_OFFICE', 'SCHOOL_AID_OFFICE needs --school'],
  [
    'client add --id x --role AID_CENTER --division 990108 --school 3499107001',
    'AID_CENTER takes no --school',
  ],
  ['client add --id x --role AGENCY_OPERATOR', 'AGENCY_OPERATOR needs --agency'],
  [
    'client add --id x --role AGENCY_OPERATOR --agency police',
    'Allowed choices are enrollment, poverty-registry',
  ],
  ['client add --id x --role PRIVACY_OFFICER --division 990108', 'PRIVACY_OFFICER takes no --division'],
  ['client add --id X/.. --role PRIVACY_OFFICER', '--id: lower-case letters, digits and hyphens'],
  ['client add --id x --role SCHOOL_AID_OFFICE --school 349910', '--school: is no school code'],
  ['client add --id x --role PRIVACY_OFFICER --requests-per-second many', 'A whole number is expected'],
  ['token --client school-a --purpose CURIOSITY', 'Allowed choices are AID_ELIGIBILITY, FEE_WAIVER'],
  ['token --purpose AID_ELIGIBILITY', "required option '--client <id>' not specified"],
])('bad usage: %s', async (line, reason) => {
  const { error, out, err } = await run(line);
  expect(out).toBe('');
  expect(err).toContain(reason);
  expect(err.trimEnd()).not.toContain('\n');
  expect(error).toMatchObject({ name: 'CommanderError' });
});
