import type { Browser } from 'playwright-core';
import { demoConsole } from './demo-console.ts';
import { type DemoPerson, openPage, type OpenPageOptions, type TestPage } from './open-page.ts';

export interface SignInAsOptions extends OpenPageOptions {
  /** Where to: `/requests`. */
  readonly path?: string;
}

/** A page of one of the demo's people, signed in by the issuer's own form, at `path`. */
export async function signInAs(
  browser: Browser,
  person: DemoPerson,
  { path = '/', ...options }: SignInAsOptions = {},
): Promise<TestPage> {
  const opened = await openPage(browser, options);
  const { page } = opened;
  await page.goto(path);
  await page.locator('a[href^="/sign-in"]').click();
  await page.locator('input[name=username]').fill(person);
  await page.locator('input[name=password]').fill(demoConsole().passwordOf(person));
  await page.locator('form button[type=submit]').click();
  await page.waitForURL((url) => url.origin === demoConsole().url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return opened;
}
