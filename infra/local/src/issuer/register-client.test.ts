import { readFile } from 'node:fs/promises';
import { ROLES } from '@hearthgate/schema';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { clientKeyFile } from '../client-keys/client-key-file.ts';
import { readClientKey } from '../client-keys/read-client-key.ts';
import { locationOf, parseClientRegistration } from './client-registration.ts';
import { listClients } from './list-clients.ts';
import { registerClient } from './register-client.ts';
import { startTestIssuer } from './test-issuer.ts';
import type { TestIssuer } from './test-issuer.ts';

let issuer: TestIssuer;
beforeAll(async () => {
  issuer = await startTestIssuer(inject('postgresUrl'));
});
afterAll(() => issuer[Symbol.asyncDispose]());

test('of two that want the same id at once one gets it, with its own key', async () => {
  const options = { ...issuer, id: 'wanted', role: 'PRIVACY_OFFICER' } as const;
  const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => registerClient(options)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'CLIENT_EXISTS' });
  }
  expect(await readClientKey(issuer.dataDir, 'wanted')).toMatchObject({ kty: 'EC', crv: 'P-256' });
});

test('a client whose key cannot be written is not registered', async () => {
  const id = 'keyless';
  const dataDir = '/dev/null';
  await expect(registerClient({ ...issuer, dataDir, id, role: 'PRIVACY_OFFICER' })).rejects.toThrow();
  expect((await listClients(issuer)).map((client) => client.id)).not.toContain(id);
  await registerClient({ ...issuer, id, role: 'PRIVACY_OFFICER' });
  expect(JSON.parse(await readFile(clientKeyFile(issuer.dataDir, id), 'utf8'))).toHaveProperty('d');
});

test('a role has exactly its own bound, and the bound is where its view ends', () => {
  const code = { school: '3499107001', division: '990108', agency: 'orphans' } as const;
  const boundOf: Record<string, string> = {
    SCHOOL_AID_OFFICE: 'school',
    UNIVERSITY_AID_OFFICE: 'school',
    AID_CENTER: 'division',
    AGENCY_OPERATOR: 'agency',
  };
  const given = fc.subarray(['school', 'division', 'agency'] as const);
  fc.assert(
    fc.property(fc.constantFrom(...ROLES), given, (role, options) => {
      const input = { id: 'x', role, ...Object.fromEntries(options.map((name) => [name, code[name]])) };
      const bound = boundOf[role];
      if (options.join() !== (bound ?? '')) {
        expect(() => parseClientRegistration(input)).toThrow(/ (needs|takes no) --/);
        return;
      }
      expect(locationOf(parseClientRegistration(input))).toBe(code[bound as keyof typeof code] ?? '*');
    }),
  );
});

test.each(['', 'A', 'a/b', '../a', '-a', 'a.json', 'a b', 'ä', 'a'.repeat(64), 'a\n'])(
  '%j is no id',
  (id) => {
    expect(parseClientRegistration({ id: 'a'.repeat(63), role: 'PRIVACY_OFFICER' })).toBeDefined();
    expect(() => parseClientRegistration({ id, role: 'PRIVACY_OFFICER' })).toThrow(/^--id: /);
  },
);
