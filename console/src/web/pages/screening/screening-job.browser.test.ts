import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectedRow, rosterFile, rosterOf } from '../../../testing/lianhe-county.ts';
import { openBrowser } from '../../../testing/open-browser.ts';
import { screenRoster } from '../../../testing/screen-roster.ts';
import { seriousFindings } from '../../../testing/serious-findings.ts';
import { signInAs } from '../../../testing/sign-in-as.ts';
import { en as terms } from '../../shell/terms/terms.en.ts';

const school = '3499107001';
const roster = rosterOf(school);
const expectedRows = roster.map((number) => expectedRow(number, school));
const inGroup = (group: string): number =>
  expectedRows.filter(({ groups = [] }) => groups.includes(group)).length;

let browser: Browser;
let folder: string;
beforeAll(async () => {
  browser = await openBrowser();
  folder = await mkdtemp(join(tmpdir(), 'hearthgate-school-'));
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

const countOf = async (page: Page, key: string): Promise<number> =>
  Number((await page.locator(`[data-counted="${key}"] td.figures`).textContent())?.replaceAll(',', ''));

test('the school officer does the whole job: from sign-in to a workbook, as expected.json has it', async () => {
  await using opened = await signInAs(browser, 'lianhe-aid-officer');
  const { page, problems } = opened;
  await page.waitForURL('**/screenings');
  await page.getByRole('link', { name: 'Screen a roster' }).first().click();
  await page.getByRole('heading', { name: 'Who will know' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await screenRoster(page, rosterFile(school), 'Whole roll');
  await page.getByRole('heading', { name: 'First in line' }).waitFor({ timeout: 60_000 });
  expect(await seriousFindings(page)).toEqual([]);

  const by = (outcome: string) => expectedRows.filter((row) => row.outcome === outcome).length;
  expect(await countOf(page, 'ANSWERED')).toBe(by('ANSWERED'));
  expect(await countOf(page, 'NOT_ON_ROLL')).toBe(by('NOT_ON_ROLL'));
  expect(await countOf(page, 'INVALID_NUMBER')).toBe(by('INVALID_NUMBER'));
  const groups = [...new Set(expectedRows.flatMap(({ groups = [] }) => groups))];
  for (const group of groups) expect([group, await countOf(page, group)]).toEqual([group, inGroup(group)]);
  const incomplete = expectedRows.filter(({ complete }) => complete === false).length;
  const unknown = page.locator('[data-attention=unknown] td.figures').first();
  expect(Number(await unknown.textContent())).toBe(incomplete);

  const rows = page.locator('[data-testid=results] tbody tr[data-attention]');
  await rows.first().waitFor();
  expect(await rows.first().getAttribute('data-attention')).toBe('unknown');
  expect(await page.getByTestId('shown').textContent()).toBe(`${roster.length} of ${roster.length} rows`);

  const [group = ''] = groups;
  await page.getByRole('button', { name: `Show: ${terms.group[group as keyof typeof terms.group]}` }).click();
  await page.waitForURL((url) => url.searchParams.get('group') === group);
  await expect
    .poll(() => page.getByTestId('shown').textContent(), { timeout: 15_000 })
    .toBe(`${inGroup(group)} of ${roster.length} rows`);
  await page.reload();
  await expect
    .poll(() => page.getByTestId('shown').textContent(), { timeout: 15_000 })
    .toBe(`${inGroup(group)} of ${roster.length} rows`);

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download XLSX' }).click(),
  ]);
  const { sheets } = await readXlsx(new Uint8Array(await readFile(await download.path())));
  const [header = [], ...cells] = sheets[0]!.rows;
  expect(cells.map((row) => row[1])).toEqual(roster);
  const column = (title: string) => header.indexOf(title);
  for (const [index, expected] of expectedRows.entries()) {
    const row = cells[index]!;
    expect(row[column('Outcome')]).toBe(terms.outcome[expected.outcome]);
    const { findings } = expected;
    if (!findings) continue;
    expect([
      row[column(terms.field.povertyRegistry)],
      row[column(terms.field.subsistenceAllowance)],
      row[column(terms.field.disability)],
      row[column(terms.field.orphan)],
    ]).toEqual(
      [findings.poverty, findings.subsistence, findings.disability, findings.orphan].map(
        (answer) => terms.answer[answer],
      ),
    );
    expect(row[column('Special groups')] ?? '').toBe(
      (expected.groups ?? [])
        .toSorted()
        .map((name) => terms.group[name as keyof typeof terms.group])
        .join('; '),
    );
  }
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download CSV' }).click(),
  ]);
  const text = await readFile(await csv.path(), 'utf8');
  expect(text.startsWith('\ufeffstudent_number,outcome,enrollment')).toBe(true);
  expect(text.trim().split(/\r?\n/)).toHaveLength(roster.length + 1);
  expect(problems).toEqual([]);
});

test('rows that need somebody come first: unknown, no number, not on the roll, each with what to do', async () => {
  await using opened = await signInAs(browser, 'lianhe-aid-officer');
  const { page, problems } = opened;
  await screenRoster(page, rosterFile(school));
  const rows = page.locator('[data-testid=results] tbody tr[data-attention]');
  await rows.first().waitFor({ timeout: 60_000 });
  const count = (wanted: (row: (typeof expectedRows)[number]) => boolean) =>
    expectedRows.filter(wanted).length;
  const expected = [
    ...Array<string>(count(({ complete }) => complete === false)).fill('unknown'),
    ...Array<string>(count(({ outcome }) => outcome === 'INVALID_NUMBER')).fill('invalid'),
    'notOnRoll',
  ];
  const shown = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-attention')));
  expect(shown.slice(0, expected.length)).toEqual(expected);
  for (let index = 0; index < expected.length; index += 1) {
    expect(await rows.nth(index).locator('[data-column=todo]').textContent()).not.toBe('');
  }
  expect(problems).toEqual([]);
});

test('a workbook is screened as the same numbers in CSV are, and of it only the numbers go on', async () => {
  await using opened = await signInAs(browser, 'lianhe-aid-officer');
  const { page, problems } = opened;
  const file = join(folder, '名单.xlsx');
  const rows = [['高一名单'], ['姓名', '学籍号'], ...roster.map((number) => ['某某', number])];
  await writeFile(file, await writeXlsx({ sheets: [{ name: 'S', rows }] }));
  await screenRoster(page, file);
  await page.getByRole('heading', { name: 'First in line' }).waitFor({ timeout: 60_000 });
  const by = (outcome: string) => expectedRows.filter((row) => row.outcome === outcome).length;
  expect(await countOf(page, 'ANSWERED')).toBe(by('ANSWERED'));
  expect(await countOf(page, 'NOT_ON_ROLL')).toBe(by('NOT_ON_ROLL'));
  expect(problems).toEqual([]);
});

test('a roster in GB18030, for fee waivers: yes or no about a program, and nothing of why', async () => {
  await using opened = await signInAs(browser, 'lianhe-aid-officer');
  const { page, problems } = opened;
  const file = join(folder, 'gb.csv');
  // 学籍号 in GB18030.
  const header = Buffer.from([0xd1, 0xa7, 0xbc, 0xae, 0xba, 0xc5]);
  await writeFile(file, Buffer.concat([header, Buffer.from(`\n${roster.slice(0, 40).join('\n')}\n`)]));
  await page.goto('/screenings/new');
  await page.getByLabel('Waiving tuition and fees').check();
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: 'Begin the screening' }).click();
  await page.getByText('Choose a program.').waitFor();
  await page.getByRole('combobox', { name: 'Aid program' }).click();
  await page.getByRole('option', { name: terms.program.SENIOR_TUITION_WAIVER }).click();
  await page.getByRole('button', { name: 'Begin the screening' }).click();
  await page.waitForURL(/purpose=FEE_WAIVER/);
  const headings = page.locator('[data-testid=results] thead th');
  await headings.first().waitFor({ timeout: 60_000 });
  expect((await headings.allTextContents()).map((text) => text.trim())).toEqual([
    'Row',
    'Student number',
    'Outcome',
    'What to do',
    terms.field.qualifies,
  ]);
  expect(problems).toEqual([]);
});
