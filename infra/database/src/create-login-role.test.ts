import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { expect, inject, test, vi } from 'vitest';
import { createLoginRole } from './create-login-role.ts';

test('a password stands in no statement: the server logs those that fail', async () => {
  const admin = new pg.Client({ connectionString: inject('postgresUrl') });
  await admin.connect();
  const query = vi.spyOn(admin, 'query');
  const role = `t_${randomBytes(4).toString('hex')}_login`;
  const password = 'owner of a test, with % and @ and /';
  await createLoginRole(admin, role, password);
  expect(JSON.stringify(query.mock.calls)).toContain('SCRAM-SHA-256$');
  expect(JSON.stringify(query.mock.calls)).not.toContain(password);
  await admin.query(`drop role ${role}`);
  await admin.end();
});
