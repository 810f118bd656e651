import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { xlsxOf } from '@hearthgate/table/testing';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readRoster } from './read-roster.ts';
import { rosterUpload, type RosterUpload } from './roster-upload.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearthgate-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function uploadOf(content: string | Buffer): Promise<RosterUpload> {
  // Its name says nothing.
  const file = join(folder, 'roster');
  await writeFile(file, content);
  return rosterUpload(file, await readRoster(file, new AbortController().signal));
}

async function sent({ source }: RosterUpload, offset = 0): Promise<Buffer> {
  if (source instanceof Blob) return Buffer.from(await source.slice(offset).arrayBuffer());
  if (source instanceof Uint8Array) return Buffer.from(source.subarray(offset));
  const pieces: Uint8Array[] = [];
  for await (const piece of source(offset) as AsyncIterable<Uint8Array>) pieces.push(piece);
  return Buffer.concat(pieces);
}

const cell = (text: string): string =>
  `<c t="inlineStr"><is><t>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</t></is></c>`;
const workbook = (numbers: readonly string[]): Buffer =>
  xlsxOf({
    sheets: [
      `<row>${cell('姓名')}${cell('学籍号')}</row>` +
        numbers.map((number) => `<row>${cell('甲')}${cell(number)}</row>`).join(''),
    ],
  });

test('CSV goes as it is, byte by byte, whatever its encoding', async () => {
  const bytes = Buffer.concat([Buffer.from([0xd1, 0xa7, 0xbc, 0xae, 0xba, 0xc5]), Buffer.from('\r\nx\r\n')]);
  const upload = await uploadOf(bytes);
  expect(upload).toMatchObject({ contentType: 'text/csv', byteCount: bytes.length });
  expect(await sent(upload)).toEqual(bytes);
});

test('of a spreadsheet the student numbers go, a line for each row, and no other column', async () => {
  const upload = await uploadOf(workbook(['J990108200801010010', 'a "b" \\', '<&>']));
  expect(upload).toMatchObject({ contentType: 'application/x-ndjson', byteCount: undefined });
  const lines = (await sent(upload)).toString().trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    { studentNumber: 'J990108200801010010' },
    { studentNumber: 'a "b" \\' },
    { studentNumber: '<&>' },
  ]);
});

test('from any byte on, what is left is sent', async () => {
  const upload = await uploadOf(workbook(Array.from({ length: 3_000 }, (_, n) => `编号 ${String(n)}`)));
  const whole = await sent(upload);
  expect(whole.length).toBeGreaterThan(64 * 1024);
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length), async (offset) => {
      expect((await sent(upload, offset)).equals(whole.subarray(offset))).toBe(true);
    }),
    { numRuns: 8 },
  );
});
