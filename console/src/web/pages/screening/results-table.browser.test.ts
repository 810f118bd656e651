import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rosterOf } from '../../../testing/lianhe-county.ts';
import { openBrowser } from '../../../testing/open-browser.ts';
import { screenRoster } from '../../../testing/screen-roster.ts';
import { seriousFindings } from '../../../testing/serious-findings.ts';
import { signInAs } from '../../../testing/sign-in-as.ts';

const school = '3499107001';
const roster = rosterOf(school);

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

test('ten thousand rows are filtered and sorted, and few of them are ever in the page', async () => {
  await using opened = await signInAs(browser, 'lianhe-aid-officer');
  const { page, problems } = opened;
  const file = join(folder, 'many.csv');
  const many = Array.from({ length: 10_000 }, (_, index) => roster[index % roster.length] ?? '');
  await writeFile(file, `学籍号\n${many.join('\n')}\n`);
  await screenRoster(page, file);
  const rows = page.locator('[data-testid=results] tbody tr[data-attention]');
  await rows.first().waitFor({ timeout: 90_000 });
  expect(await page.locator('[data-testid=results]').getAttribute('aria-rowcount')).toBe('10001');
  // However they are sorted and scrolled: a page of ten thousand rows is what would stutter.
  const mostInThePage = await page.evaluate(async () => {
    const rowsAfter = async (work: () => void): Promise<number> => {
      work();
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      return document.querySelectorAll('[data-testid=results] tbody tr').length;
    };
    const counts = [];
    for (const sort of document.querySelectorAll<HTMLElement>('[data-testid=results] th button')) {
      counts.push(await rowsAfter(() => sort.click()));
    }
    const scroller = document.querySelector('.results')!;
    for (let top = 0; top < 20_000; top += 2_000) {
      counts.push(await rowsAfter(() => (scroller.scrollTop = top)));
    }
    return Math.max(...counts);
  });
  expect(mostInThePage).toBeLessThan(60);
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
  await screenRoster(page, file, 'To be cancelled');
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
  await screenRoster(page, file, '<img src=x onerror=window.evil=1>');
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
