import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoConsole } from '../../testing/demo-console.ts';
import { openBrowser } from '../../testing/open-browser.ts';
import { openPage } from '../../testing/open-page.ts';
import { seriousFindings } from '../../testing/serious-findings.ts';
import { signInAs } from '../../testing/sign-in-as.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('whoever is not signed in is told what this is and how to sign in, in both languages', async () => {
  await using opened = await openPage(browser, { language: 'zh-CN' });
  const { page, problems } = opened;
  await page.goto('/');
  await page.getByRole('link', { name: '登录' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByText('English').click();
  await page.getByRole('link', { name: 'Sign in' }).waitFor();
  await page.reload();
  await page.getByRole('link', { name: 'Sign in' }).waitFor();
  expect(problems).toEqual([]);
});

test('signing in leads to the page that was asked for, signing out ends it here and at the issuer', async () => {
  await using opened = await signInAs(browser, 'lianhe-disability-clerk', { path: '/no-such-page?x=1' });
  const { page, problems } = opened;
  expect(page.url()).toBe(`${demoConsole().url}/no-such-page?x=1`);
  await page.getByRole('button', { name: /lianhe-disability-clerk/ }).click();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in' }).click();
  // The issuer has forgotten the person too: it asks for the password again.
  await page.locator('input[name=password]').waitFor();
  expect(problems).toEqual([]);
});

test('a keyboard reaches the content past the navigation, and the focus goes to the heading of a new page', async () => {
  await using opened = await signInAs(browser, 'lianhe-disability-clerk', { path: '/no-such-page' });
  const { page } = opened;
  await page.keyboard.press('Tab');
  await page.locator('.skip-link:focus').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('#content:focus').waitFor();
});

test('a page of another role is shown to nobody else, and says whose it is', async () => {
  await using opened = await signInAs(browser, 'lianhe-reviewer', { path: '/register' });
  const { page, problems } = opened;
  await page.getByRole('heading', { name: 'This page is not for your account' }).waitFor();
  expect(await page.getByRole('link', { name: 'Agreement' }).count()).toBe(0);
  expect(problems).toEqual([]);
});

test('a script in an address does nothing', async () => {
  await using opened = await signInAs(browser, 'lianhe-disability-clerk', {
    path: '/requests?from=%3Cimg%20src%3Dx%20onerror%3D%22window.attacked%3D1%22%3E',
  });
  const { page, problems } = opened;
  await page.getByRole('heading', { name: 'Requests', exact: true }).waitFor();
  expect(await page.evaluate('window.attacked')).toBeUndefined();
  expect(problems).toEqual([]);
});

test('the console’s log names nobody and no page', () => {
  const log = readFileSync(join(demoConsole().dataDir, 'logs', 'console.log'), 'utf8');
  expect(log).not.toMatch(/lianhe-|127\.0\.0\.1|requests\?|eyJ/);
});
