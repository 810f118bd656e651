import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../../../testing/open-browser.ts';
import { signInAs } from '../../../testing/sign-in-as.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const roster = new URL('../../../../../infra/local/demo/lianhe-county/名单-3499107001.csv', import.meta.url);

test('a query of one’s own is answered, nothing leaves the host, and nothing of it stays in the browser', async () => {
  const [student = ''] = readFileSync(roster, 'utf8').match(/[GJL]\d{17}[\dX]/g) ?? [];
  await using opened = await signInAs(browser, 'lianhe-center-officer', { path: '/graphiql' });
  const { page, problems } = opened;
  await page.getByRole('button', { name: /execute query/i }).waitFor();
  await page.getByText('Variables').click();
  await page.getByRole('region', { name: 'Variables' }).locator('.CodeMirror').click();
  await page.keyboard.insertText(`{ "n": "${student}" }`);
  await page.getByRole('button', { name: /execute query/i }).click();
  await page.getByText('specialGroups').nth(1).waitFor();
  await page.getByText('receipt').waitFor();
  // The schema is known: its documentation was asked for, under the same token.
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  await page.getByRole('link', { name: 'Query', exact: true }).click();
  await page.getByText('householdStatuses').first().waitFor();
  expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain(student.slice(1, 9));
  expect(page.url()).not.toContain(student);
  expect(problems).toEqual([]);
});

test('whoever may not send queries of their own has no such page', async () => {
  await using opened = await signInAs(browser, 'lianhe-aid-officer', { path: '/graphiql' });
  const { page, problems } = opened;
  await page.getByRole('heading', { name: 'This page is not for your account' }).waitFor();
  expect(await page.getByRole('link', { name: 'GraphiQL' }).count()).toBe(0);
  expect(problems).toEqual([]);
});
