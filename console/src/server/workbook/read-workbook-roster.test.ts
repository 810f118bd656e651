import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { writeXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { fewAtOnce } from './few-at-once.ts';
import { readWorkbookRoster } from './read-workbook-roster.ts';

const workbook = async (rows: string[][]): Promise<Readable> =>
  Readable.from(Buffer.from(await writeXlsx({ sheets: [{ name: 'S', rows }] })), { objectMode: false });

const leftBehind = async (): Promise<string[]> =>
  (await readdir(tmpdir())).filter((name) => name.startsWith('hearthgate-console-'));

test('of a workbook the student numbers are handed on, a line each in order, and nothing else', async () => {
  const before = await leftBehind();
  const rows = [['名单'], ['姓名', '学籍号'], ['甲', 'G1'], ['乙', '"x"\n'], ['丙', '']];
  const ndjson = await readWorkbookRoster(await workbook(rows), (roster) => text(roster));
  expect(
    ndjson
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual([
    { studentNumber: 'G1' },
    { studentNumber: expect.stringContaining('"x"') as unknown },
    { studentNumber: '' },
  ]);
  expect(ndjson).not.toContain('甲');
  expect(await leftBehind()).toEqual(before);
});

test.each([
  ['no column of student numbers', [['姓名'], ['甲']], /学籍号/],
  ['no row', [['学籍号']], /no rows/],
])('with %s it is refused, nothing is sent and nothing left behind', async (_what, rows, reason) => {
  const before = await leftBehind();
  const refused = readWorkbookRoster(await workbook(rows), () => Promise.reject(new Error('was sent')));
  await expect(refused).rejects.toMatchObject({
    code: 'ROSTER_UNREADABLE',
    message: expect.stringMatching(reason) as unknown,
  });
  await expect(refused).rejects.not.toMatchObject({ message: expect.stringContaining(tmpdir()) as unknown });
  expect(await leftBehind()).toEqual(before);
});

test('what only says that it is a workbook is refused', async () => {
  const refused = readWorkbookRoster(Readable.from([Buffer.from('PK\x03\x04 not a zip')]), () =>
    Promise.resolve(),
  );
  await expect(refused).rejects.toMatchObject({ code: 'ROSTER_UNREADABLE' });
});

test('so many are read at once, and one more is told to come again', async () => {
  const few = fewAtOnce(1);
  let end = (): void => undefined;
  const first = few(() => new Promise<void>((resolve) => (end = resolve)));
  await expect(few(() => Promise.resolve())).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  end();
  await first;
  expect(await few(() => Promise.resolve('next'))).toBe('next');
});
