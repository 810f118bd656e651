import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectedStudents, rosterFile } from '../../../testing/lianhe-county.ts';
import { openBrowser } from '../../../testing/open-browser.ts';
import { screenRoster } from '../../../testing/screen-roster.ts';
import { seriousFindings } from '../../../testing/serious-findings.ts';
import { signInAs } from '../../../testing/sign-in-as.ts';
import { en as terms } from '../../shell/terms/terms.en.ts';

const school = '3499107001';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

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
  await screenRoster(schools.page, rosterFile(school));
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
