import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

test('the passwords stand in no statement', async () => {
  const source = await readFile(new URL('create-login-role.ts', import.meta.url), 'utf8');
  expect(source).toContain('scramVerifier(password)');
  expect(source).not.toMatch(/escapeLiteral\(password/);
});
