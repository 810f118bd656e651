import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectOfficersPage } from '../../../testing/expect-officers-page.ts';
import { openBrowser } from '../../../testing/open-browser.ts';
import { signInAs } from '../../../testing/sign-in-as.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test.each(['/overview', '/accesses', '/students', '/unusual'])(
  '%s speaks Chinese, at a phone’s width and in the dark',
  async (path) => {
    const viewport = { width: 390, height: 844 };
    await using opened = await signInAs(browser, 'lianhe-reviewer', {
      path,
      language: 'zh-CN',
      viewport,
      colorScheme: 'dark',
    });
    const { page, problems } = opened;
    await expect.poll(() => page.locator('main [role=status]').count(), { timeout: 30_000 }).toBe(0);
    const main = await page.locator('main').innerText();
    expect(main).toMatch(/[\u4e00-\u9fff]/);
    expect(main).not.toMatch(/\b(Answered|Search|Overview|School|Reason|Open)\b/);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    await expectOfficersPage(page, problems);
  },
);

describe('another role', () => {
  test.each(['lianhe-aid-officer', 'lianhe-disability-clerk'] as const)(
    '%s reaches neither page nor data',
    async (person) => {
      await using opened = await signInAs(browser, person, { path: '/overview' });
      const { page } = opened;
      await page.getByRole('heading', { name: 'This page is not for your account' }).waitFor();
      const status = await page.evaluate(async () => {
        const session = (await (await fetch('/api/session')).json()) as { csrfToken: string };
        const headers = { 'content-type': 'application/json', 'x-csrf-token': session.csrfToken };
        const body = JSON.stringify({ query: '{ integrity { size } }', variables: {} });
        return (await fetch('/api/audit/graphql', { method: 'POST', headers, body })).status;
      });
      expect(status).toBe(403);
    },
  );
});
