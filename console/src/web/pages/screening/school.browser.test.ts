import { readFile, writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectedRow, expectedStudents, rosterFile, rosterOf } from '../../../testing/lianhe-county.ts';
import { openBrowser } from '../../../testing/open-browser.ts';
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

async function screen(page: Page, file: string, name = ''): Promise<void> {
  await page.goto('/screenings/new');
  await page.locator('input[type=file]').setInputFiles(file);
  if (name !== '') await page.getByLabel('Your own name for it').fill(name);
  await page.getByRole('button', { name: 'Begin the screening' }).click();
  await page.waitForURL(/\/screenings\/[0-9a-f-]{36}/);
}

const countOf = async (page: Page, key: string): Promise<number> =>
  Number((await page.locator(`[data-counted="${key}"] td.figures`).textContent())?.replaceAll(',', ''));

test('the school officer does the whole job: from sign-in to a workbook, as expected.json has it', async () => {
  await using opened = await signInAs(browser, 'lianhe-aid-officer');
  const { page, problems } = opened;
  await page.waitForURL('**/screenings');
  await page.getByRole('link', { name: 'Screen a roster' }).first().click();
  await page.getByRole('heading', { name: 'Who will know' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await screen(page, rosterFile(school), 'Whole roll');
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
  await screen(page, rosterFile(school));
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
  await screen(page, file);
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

test('ten thousand rows are filtered and sorted without a stutter, and few of them are in the page', async () => {
  await using opened = await signInAs(browser, 'lianhe-aid-officer');
  const { page, problems } = opened;
  const file = join(folder, 'many.csv');
  const many = Array.from({ length: 10_000 }, (_, index) => roster[index % roster.length] ?? '');
  await writeFile(file, `学籍号\n${many.join('\n')}\n`);
  await screen(page, file);
  const rows = page.locator('[data-testid=results] tbody tr[data-attention]');
  await rows.first().waitFor({ timeout: 90_000 });
  expect(await page.locator('[data-testid=results]').getAttribute('aria-rowcount')).toBe('10001');
  expect(await rows.count()).toBeLessThan(60);
  const slowest = await page.evaluate(async () => {
    const button = [...document.querySelectorAll<HTMLElement>('[data-testid=results] th button')];
    const frames = async (work: () => void): Promise<number> => {
      const before = performance.now();
      work();
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      return performance.now() - before;
    };
    const times = [];
    for (const one of button) times.push(await frames(() => one.click()));
    const scroller = document.querySelector('.results')!;
    for (let top = 0; top < 20_000; top += 2_000) times.push(await frames(() => (scroller.scrollTop = top)));
    return Math.max(...times);
  });
  // Two frames and what is between them, on a machine of two busy processors.
  expect(slowest).toBeLessThan(500);
  await page.getByLabel('Student number contains').fill(roster[0]!.slice(-6));
  await expect
    .poll(() => page.getByTestId('shown').textContent(), { timeout: 15_000 })
    .toMatch(/^3\d of 10,000 rows$/);
  expect(page.url()).not.toContain(roster[0]!.slice(-6));
  expect(problems).toEqual([]);
});

test('a screening survives a reload, shows its progress, and is erased when it is cancelled', async () => {
  await using opened = await signInAs(browser, 'lianhe-aid-officer');
  const { page, problems } = opened;
  const file = join(folder, 'long.csv');
  const many = Array.from({ length: 60_000 }, (_, index) => roster[index % roster.length] ?? '');
  await writeFile(file, `学籍号\n${many.join('\n')}\n`);
  await screen(page, file, 'To be cancelled');
  await page.reload();
  await page.getByRole('heading', { name: 'Screening “To be cancelled”' }).waitFor();
  await page.getByRole('button', { name: 'Cancel and erase' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Cancel and erase' }).click();
  await page.getByText('Nothing is kept of this screening').waitFor();
  await page.goto('/screenings');
  await page
    .getByRole('row', { name: /Cancelled, erased/ })
    .first()
    .waitFor();
  expect(problems).toEqual([]);
});

test('a script in a roster is text, on the page and in the workbook', async () => {
  await using opened = await signInAs(browser, 'lianhe-aid-officer');
  const { page, problems } = opened;
  const file = join(folder, 'evil.csv');
  const evil = [
    '<script>window.evil=1</script>',
    '"><img src=x onerror=window.evil=1>',
    '=HYPERLINK("http://evil.test")',
  ];
  const cells = evil.map((text) => `"${text.replaceAll('"', '""')}"`);
  await writeFile(file, `学籍号\n${cells.join('\n')}\n${roster[0]!}\n`);
  await screen(page, file, '<img src=x onerror=window.evil=1>');
  const numbers = page.locator('[data-testid=results] [data-column=number]');
  await numbers.first().waitFor({ timeout: 60_000 });
  expect((await numbers.allTextContents()).slice(0, 3)).toEqual(evil);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download XLSX' }).click(),
  ]);
  const { sheets } = await readXlsx(new Uint8Array(await readFile(await download.path())));
  expect(sheets[0]!.rows.slice(1).map((row) => row[1])).toEqual([
    ...evil.slice(0, 2),
    `'${evil[2]!}`,
    roster[0],
  ]);
  await page.goto('/screenings');
  await page.getByText('<img src=x onerror=window.evil=1>').first().waitFor();
  expect(await page.evaluate(() => 'evil' in window)).toBe(false);
  expect(problems).toEqual([]);
});

test('what is no roster is refused with what to do, and nobody is asked', async () => {
  await using opened = await signInAs(browser, 'lianhe-aid-officer');
  const { page } = opened;
  const file = join(folder, 'no-numbers.xlsx');
  await writeFile(file, await writeXlsx({ sheets: [{ name: 'S', rows: [['姓名'], ['某某']] }] }));
  await page.goto('/screenings/new');
  await page.getByRole('button', { name: 'Begin the screening' }).click();
  await page.getByText('Choose a roster first.').waitFor();
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: 'Begin the screening' }).click();
  await page.getByText('This roster cannot be read').waitFor();
  await page
    .getByText(/学籍号/)
    .last()
    .waitFor();
  const old = join(folder, 'old.xls');
  await writeFile(old, Buffer.from('d0cf11e0a1b11ae1', 'hex'));
  await page.locator('input[type=file]').setInputFiles(old);
  await page.getByText('An old .xls workbook cannot be read.').waitFor();
});

test('one student’s card shows answers, dates and groups, and the number is in no address', async () => {
  await using opened = await signInAs(browser, 'lianhe-aid-officer', { path: '/student' });
  const { page, problems } = opened;
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url()));
  const [number = ''] =
    Object.entries(expectedStudents).find(
      ([, { school: of, groups = [] }]) => of === school && groups.length > 0,
    ) ?? [];
  const ask = async (text: string): Promise<void> => {
    await page.getByLabel('Student number').fill(text);
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
  };
  await ask('123');
  await page.getByText('This is no student number').waitFor();
  await ask(` ${number.slice(0, 7)} ${number.slice(7).toLowerCase()}`);
  const card = page.getByTestId('student-card');
  await card.waitFor();
  const { findings, groups = [] } = expectedStudents[number]!;
  const shown = async (finding: string) => card.locator(`[data-finding=${finding}] td`).first().textContent();
  expect(await shown('povertyRegistry')).toBe(terms.answer[findings!.poverty]);
  expect(await shown('subsistenceAllowance')).toBe(terms.answer[findings!.subsistence]);
  expect(await shown('disability')).toBe(terms.answer[findings!.disability]);
  expect(await shown('orphan')).toBe(terms.answer[findings!.orphan]);
  expect(await card.locator('[data-finding=povertyRegistry] td').nth(1).textContent()).toBe('Nov 1, 2026');
  expect(
    await card
      .locator('[data-group]')
      .evaluateAll((all) => all.map((badge) => badge.getAttribute('data-group'))),
  ).toEqual([...groups].sort());
  expect(await seriousFindings(page)).toEqual([]);
  const [stranger = ''] =
    Object.entries(expectedStudents).find(([, { school: of }]) => of === '3499107002') ?? [];
  await ask(stranger);
  await page.getByText('Not on your roll').first().waitFor();
  expect(urls.filter((url) => url.includes(number) || url.includes(stranger))).toEqual([]);
  expect(page.url()).not.toContain(number);
  expect(problems).toEqual([]);
});

test.each(['lianhe-reviewer', 'lianhe-disability-clerk'] as const)(
  '%s reaches neither the school’s pages nor the data behind them',
  async (person) => {
    await using opened = await signInAs(browser, person);
    const { page } = opened;
    for (const path of ['/screenings', '/screenings/new', `/screenings/${crypto.randomUUID()}`, '/student']) {
      await page.goto(path);
      await page.getByText('This page is not for your account').first().waitFor();
    }
    const statuses = await page.evaluate(async () => {
      const { csrfToken } = (await (await fetch('/api/session')).json()) as { csrfToken: string };
      const headers = { 'x-csrf-token': csrfToken, 'content-type': 'application/json' };
      const id = crypto.randomUUID();
      const body = JSON.stringify({ documentId: 'sha256:x', variables: {}, purpose: 'AID_ELIGIBILITY' });
      const asked = [
        fetch('/api/graphql', { method: 'POST', headers, body }),
        fetch(`/api/screenings/${id}/results?purpose=AID_ELIGIBILITY`),
        fetch(`/api/screenings/${id}/roster?purpose=AID_ELIGIBILITY`, {
          method: 'PUT',
          headers: { ...headers, 'content-type': 'text/csv' },
          body: 'x',
        }),
      ];
      return (await Promise.all(asked)).map(({ status }) => status);
    });
    expect(statuses).toEqual([403, 403, 403]);
  },
);

test('an aid center sees its own screenings and not a school’s', async () => {
  await using schools = await signInAs(browser, 'lianhe-aid-officer');
  await screen(schools.page, rosterFile(school));
  const { pathname } = new URL(schools.page.url());
  await using center = await signInAs(browser, 'lianhe-center-officer', { path: pathname });
  await center.page.getByRole('alert').waitFor();
  expect(await center.page.getByRole('alert').textContent()).toContain('NOT_FOUND');
});

test('all of it in Chinese, at the width of a phone, in the dark', async () => {
  await using opened = await signInAs(browser, 'lianhe-aid-officer', {
    language: 'zh-CN',
    viewport: { width: 390, height: 844 },
    colorScheme: 'dark',
  });
  const { page, problems } = opened;
  await page.getByRole('heading', { name: '批量核查' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.goto('/screenings/new');
  await page.getByRole('heading', { name: '谁会知悉' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.locator('input[type=file]').setInputFiles(rosterFile(school));
  await page.getByRole('button', { name: '开始核查' }).click();
  await page.getByRole('heading', { name: '优先处理' }).waitFor({ timeout: 60_000 });
  expect(await seriousFindings(page)).toEqual([]);
  // Nothing but the tables' own frames scrolls sideways.
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.goto('/student');
  await page.getByRole('heading', { name: '单个学生' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(problems).toEqual([]);
});
