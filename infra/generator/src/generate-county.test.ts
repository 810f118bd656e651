import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanStudentNumber, parseIdNumber } from '@hearthgate/schema';
import { openTable } from '@hearthgate/subgraph-kit/registers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CountyOptions } from './county-options.ts';
import { type CountyManifest, generateCounty } from './generate-county.ts';
import { parseQuirks } from './quirks.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearthgate-county-'));
});
afterAll(() => rm(folder, { recursive: true }));

let made = 0;
async function county(
  change: Partial<CountyOptions> = {},
): Promise<{ outDir: string; manifest: CountyManifest }> {
  const outDir = join(folder, String(made++));
  const options: CountyOptions = {
    outDir,
    students: 400,
    seed: 7,
    asOf: '2026-11-01',
    quirks: parseQuirks('all'),
    expected: 'json',
    ...change,
  };
  return { outDir, manifest: await generateCounty({ ...options, outDir }) };
}

/** Every file's digest. */
async function digests(outDir: string): Promise<Record<string, string>> {
  const names = (await readdir(outDir)).sort();
  const entries = names.map(async (name) => {
    const bytes = await readFile(join(outDir, name));
    return [name, createHash('sha256').update(bytes).digest('hex')];
  });
  return Object.fromEntries(await Promise.all(entries)) as Record<string, string>;
}

const lines = async (path: string): Promise<string[]> =>
  (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');

interface Expected {
  readonly schools: { code: string; name: string; stage: string }[];
  readonly rejectedRows: Record<string, number>;
  readonly students: Record<string, { school: string; outcome: string; groups?: string[] }>;
}
const readExpected = async (outDir: string): Promise<Expected> =>
  JSON.parse(await readFile(join(outDir, 'expected.json'), 'utf8')) as Expected;

describe('equal options make equal bytes', () => {
  test('of every file, and another seed makes others', async () => {
    const [first, again, other] = [await county(), await county(), await county({ seed: 8 })];
    expect(await digests(again.outDir)).toEqual(await digests(first.outDir));
    const enrollment = join(first.outDir, first.manifest.files.enrollment);
    const others = join(other.outDir, other.manifest.files.enrollment);
    expect(await readFile(others)).not.toEqual(await readFile(enrollment));
  });
});

describe('without quirks', () => {
  test('plain CSV adds up with what is expected, cell by cell', async () => {
    const { outDir, manifest } = await county({ quirks: parseQuirks('none') });
    const expected = await readExpected(outDir);
    const roll = (await lines(join(outDir, manifest.files.enrollment)))
      .slice(1)
      .map((line) => line.split(','));
    expect(roll).toHaveLength(400);
    expect(manifest.rows.enrollment).toEqual({ read: 400, rejected: 0 });
    expect(expected.rejectedRows).toEqual({ poverty: 0, subsistence: 0, disability: 0, orphans: 0 });
    for (const [school, , , , , , studentNumber = '', idNumber = ''] of roll) {
      expect(studentNumber).toBe(`G${idNumber}`);
      expect(parseIdNumber(idNumber)).toBe(idNumber);
      expect(idNumber).toMatch(/^99/);
      expect(expected.students[studentNumber]).toMatchObject({ school, outcome: 'ANSWERED' });
    }
    const orphans = (await lines(join(outDir, manifest.files.orphans)))
      .slice(1)
      .map((line) => line.split(','));
    const listed = orphans.filter(([, , type]) => type === '孤儿').map(([, idNumber = '']) => `G${idNumber}`);
    const asExpected = Object.keys(expected.students).filter((n) =>
      expected.students[n]?.groups?.includes('ORPHAN'),
    );
    expect(listed.filter((number) => number in expected.students).sort()).toEqual(asExpected.sort());
    expect(asExpected).not.toEqual([]);
  });

  test('the registers hold as many strangers as asked for', async () => {
    const none = { poverty: 0, subsistence: 0, disability: 0, orphans: 0 };
    const quirks = parseQuirks('none');
    const families = await county({ quirks, strangersPerStudent: none });
    const more = await county({ quirks, strangersPerStudent: { ...none, poverty: 3 } });
    expect(more.manifest.rows.poverty.read - families.manifest.rows.poverty.read).toBe(1200);
    expect(more.manifest.rows.disability).toEqual(families.manifest.rows.disability);
  });
});

describe('with all quirks', () => {
  test('every roster row is a student of the school or an odd row, by its line', async () => {
    const { outDir, manifest } = await county({ students: 1200, schools: 8 });
    const expected = await readExpected(outDir);
    const odd = new Map(
      (await lines(join(outDir, manifest.files.rows)))
        .map((line) => JSON.parse(line) as { file: string; line: number; outcome: string })
        .map((row) => [`${row.file} ${String(row.line)}`, row.outcome]),
    );
    const seen = new Set<string>();
    const formats = new Set<string>();
    for (const { school, file } of manifest.rosters) {
      formats.add(file.slice(-4));
      const columns = [{ name: '学籍号', aliases: ['student_number'], required: true }];
      const table = await openTable(join(outDir, file), columns);
      for await (const row of table.rows()) {
        const number = cleanStudentNumber(row.cell('学籍号'));
        const outcome = odd.get(`${file} ${String(row.line)}`);
        if (outcome === 'INVALID_NUMBER') expect(number.ok).toBe(false);
        else if (outcome === 'NOT_ON_ROLL') expect(number.ok).toBe(true);
        else {
          const studentNumber = number.ok ? number.value : '';
          expect(expected.students[studentNumber]?.school).toBe(school);
          expect(seen.has(studentNumber)).toBe(false);
          seen.add(studentNumber);
        }
      }
    }
    expect(seen.size).toBe(1200);
    expect(formats).toEqual(new Set(['.csv', 'xlsx']));
  });

  test('as NDJSON, the same statuses', async () => {
    const { outDir } = await county();
    const ndjson = await county({ expected: 'ndjson' });
    const { students } = await readExpected(outDir);
    const rows = (await lines(join(ndjson.outDir, 'expected.ndjson'))).map(
      (line) => JSON.parse(line) as { studentNumber: string },
    );
    expect(rows).toEqual(
      Object.entries(students).map(([studentNumber, status]) => ({ studentNumber, ...status })),
    );
  });
});

describe('options that make no county', () => {
  test.each<[string, Partial<CountyOptions>]>([
    ['students', { students: 0 }],
    ['students', { students: 10_000_000 }],
    ['schools', { schools: 1.5 }],
    ['seed', { seed: -1 }],
    ['as-of', { asOf: '2026-02-30' }],
    ['as-of', { asOf: '1.11.2026' }],
  ])('%s: %o', async (named, change) => {
    await expect(county(change)).rejects.toThrow(RangeError);
    await expect(county(change)).rejects.toThrow(named);
  });
});
