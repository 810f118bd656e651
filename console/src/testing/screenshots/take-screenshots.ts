import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readRunFile } from '@hearthgate/local/run-file';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../open-browser.ts';
import { pagesShown, type ShownPage } from './pages-shown.ts';

// npm run screenshots -w console -- DATA_DIR [NAME…]: pictures of the pages of a running system with the demo county, in
// both languages, for docs/images.

const [dataDir = '.data', ...names] = process.argv.slice(2);
// npm runs this in the package's folder.
const fromRoot = fileURLToPath(new URL('../../../../', import.meta.url));
const folder = fileURLToPath(new URL('../../../../docs/images/', import.meta.url));
const runFile = readRunFile(resolve(fromRoot, dataDir));
const wanted = pagesShown.filter(({ name }) => names.length === 0 || names.includes(name));
mkdirSync(folder, { recursive: true });

const browser = await openBrowser();
try {
  for (const language of ['en', 'zh-CN']) {
    for (const person of new Set(wanted.map((shown) => shown.person))) {
      await takeAll(browser, { language, person, pages: wanted.filter((shown) => shown.person === person) });
    }
  }
} finally {
  await browser.close();
}

interface TakeAllOptions {
  readonly language: string;
  readonly person: string | undefined;
  readonly pages: readonly ShownPage[];
}

async function takeAll(opened: Browser, { language, person, pages }: TakeAllOptions): Promise<void> {
  const context = await opened.newContext({
    baseURL: runFile.console?.url ?? '',
    locale: language,
    timezoneId: 'Asia/Shanghai',
    colorScheme: 'light',
    viewport: { width: 1280, height: 800 },
  });
  const page = await context.newPage();
  if (person !== undefined) await signIn(page, person);
  for (const { name, path } of pages) {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    await page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'detached' });
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: `${folder}console-${name}.${language}.png`, animations: 'disabled' });
    process.stdout.write(`console-${name}.${language}.png\n`);
  }
  await context.close();
}

async function signIn(page: Page, person: string): Promise<void> {
  const user = runFile.users.find(({ username }) => username === person);
  await page.goto('/');
  await page.locator('a[href^="/sign-in"]').click();
  await page.locator('input[name=username]').fill(person);
  await page.locator('input[name=password]').fill(user?.password ?? '');
  await page.locator('form button[type=submit]').click();
  await page.getByRole('heading', { level: 1 }).waitFor();
}
