import { readFileSync } from 'node:fs';
import { authorizationDetailsFor, readClientKey, requestAccessToken } from '@hearthgate/local/tokens';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoConsole } from '../../testing/demo-console.ts';
import { openBrowser } from '../../testing/open-browser.ts';
import { seriousFindings } from '../../testing/serious-findings.ts';
import { signInAs } from '../../testing/sign-in-as.ts';

const county = new URL('../../../../infra/local/demo/lianhe-county/', import.meta.url);
const clerk = 'lianhe-disability-clerk';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
  await askAsSchool('lianhe-senior-1', '3499107001');
});
afterAll(() => browser.close());

/** A school asks about a student of its roll, as its own system would. */
async function askAsSchool(client: string, school: string): Promise<void> {
  const { dataDir, issuerUrl, gatewayUrl } = demoConsole();
  const { accessToken } = await requestAccessToken({
    issuerUrl,
    clientId: client,
    privateJwk: await readClientKey(dataDir, client),
    authorizationDetails: authorizationDetailsFor({ purpose: 'AID_ELIGIBILITY' }),
  });
  const roster = readFileSync(new URL(`名单-${school}.csv`, county), 'utf8');
  const [student] = roster.match(/[GJL]\d{17}[\dX]/g) ?? [];
  const query =
    'query($n: StudentNumber!) { householdStatus(studentNumber: $n) { ... on HouseholdStatus { specialGroups } } }';
  const response = await fetch(`${gatewayUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
    body: JSON.stringify({ query, variables: { n: student } }),
  });
  expect(response.status).toBe(200);
}

const numberOfAPerson = /\d{17}[\dXx]|\d{15}/;

test('the register’s last import stands there as the county’s file was, with a reason for every row', async () => {
  const expected = JSON.parse(readFileSync(new URL('./expected.json', county), 'utf8')) as {
    rejectedRows: Record<string, number>;
  };
  const rejected = String(expected.rejectedRows['disability']);
  await using opened = await signInAs(browser, clerk, { path: '/register' });
  const { page, problems } = opened;
  const summary = page.getByRole('region', { name: 'Last import' });
  await summary.getByText('Nov 1, 2026').waitFor();
  expect(await summary.innerText()).toMatch(new RegExp(`Rejected\\s+${rejected}\\s`));
  const report = page.getByRole('region', { name: 'Quality report' });
  await report.getByRole('tab', { name: `Rejected (${rejected})` }).waitFor();
  const rows = report.getByRole('table').last().getByRole('row');
  expect(await rows.count()).toBe(Number(rejected) + 1);
  await report.getByRole('tab', { name: /Warnings/ }).click();
  await page.waitForURL(/rows=warned/);
  await report.getByText('No row has a warning').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(problems).toEqual([]);
});

test('in Chinese every reason is Chinese', async () => {
  await using opened = await signInAs(browser, clerk, { path: '/register', language: 'zh-CN' });
  const report = opened.page.getByRole('region', { name: '数据质量报告' });
  const table = report.getByRole('table').last();
  await table.getByRole('row').nth(1).waitFor();
  expect(await table.innerText()).not.toMatch(/[a-z]/i);
  expect(await seriousFindings(opened.page)).toEqual([]);
  expect(opened.problems).toEqual([]);
});

test('who asked, for what and about how many, from the agency’s own records, by days in the address', async () => {
  await using opened = await signInAs(browser, clerk, { path: '/requests' });
  const { page, problems } = opened;
  const records = page.getByRole('region', { name: /Single requests/ });
  const row = records.getByRole('row').filter({ hasText: 'lianhe-senior-1' }).first();
  await row.waitFor();
  expect(await row.innerText()).toMatch(
    /Finding out who may need aid\s+Student aid\s+Whether holder of a valid disability/,
  );
  const chart = page.getByRole('region', { name: 'Requests per day' });
  await chart.getByRole('img', { name: /Requests from .* in all/ }).waitFor();
  await chart.getByText('Table').click();
  expect(await chart.getByRole('row').count()).toBe(8);
  expect(await seriousFindings(page)).toEqual([]);
  await page.goto('/requests?from=2026-01-01&to=2026-01-31');
  await page.getByText('Nobody asked in these days').waitFor();
  await page.goto('/requests?from=nonsense');
  await row.waitFor();
  expect(problems).toEqual([]);
});

test('the agreement’s rule stands there in words, beside what it lets through', async () => {
  await using opened = await signInAs(browser, clerk, { path: '/agreement', language: 'zh-CN' });
  const { page, problems } = opened;
  const rule = page.getByRole('article', { name: 'disability.student-aid' });
  await rule.getByText('允许', { exact: true }).waitFor();
  expect(await rule.innerText()).toContain('学校学生资助工作部门');
  await rule.getByRole('button', { name: /原文/ }).click();
  await rule.getByText('permit (').waitFor();
  const matrix = page.getByRole('region', { name: '规则允许的共享范围' });
  const row = matrix.getByRole('row', { name: /家庭经济困难学生认定核查/ });
  expect(await row.getByRole('cell', { name: '共享', exact: true }).count()).toBe(3);
  expect(
    await matrix
      .getByRole('row', { name: /个人信息处理合规审计/ })
      .getByText('不共享')
      .count(),
  ).toBe(6);
  expect(await seriousFindings(page)).toEqual([]);
  expect(problems).toEqual([]);
});

test('no page carries a number of a person, on the screen or in what is sent to it', async () => {
  await using opened = await signInAs(browser, clerk, { path: '/register' });
  const { page } = opened;
  const answers: Promise<string>[] = [];
  page.on('response', (response) => {
    if (response.url().includes('/api/')) answers.push(response.text().catch(() => ''));
  });
  for (const path of ['/register', '/requests', '/agreement']) {
    await page.goto(path);
    await page.getByRole('table').first().waitFor();
    expect(await page.locator('body').innerText()).not.toMatch(numberOfAPerson);
  }
  const texts = await Promise.all(answers);
  expect(texts.length).toBeGreaterThan(3);
  // Hashes and instants hold digits too, and letters between them.
  for (const text of texts) expect(text).not.toMatch(/"[GJL]?\d{17}[\dXx]"/);
});

test('by keyboard alone to another page, at a phone’s width', async () => {
  await using opened = await signInAs(browser, clerk, {
    path: '/register',
    viewport: { width: 390, height: 800 },
    colorScheme: 'dark',
  });
  const { page, problems } = opened;
  const burger = page.getByRole('button', { name: 'Open or close the list of pages' });
  await burger.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Agreement' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/agreement');
  await page.locator('h1:focus').waitFor();
  await page.locator('button[aria-expanded=false]').and(burger).waitFor();
  await page.getByRole('table').first().waitFor();
  const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  expect(await page.evaluate(overflow)).toBe(0);
  expect(await seriousFindings(page)).toEqual([]);
  expect(problems).toEqual([]);
});
