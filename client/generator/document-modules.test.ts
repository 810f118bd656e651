import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { documentModules } from './document-modules.ts';

const folder = new URL('../src/documents/', import.meta.url);

test('src/documents is what "npm run documents" writes from the schema: else run it', async () => {
  const modules = await documentModules();
  const written = (await readdir(folder)).filter((file) => file !== 'trusted-document.ts');
  expect(written.sort()).toEqual([...modules.keys()].sort());
  for (const [file, text] of modules) {
    expect(await readFile(new URL(file, folder), 'utf8'), file).toBe(text);
  }
});
