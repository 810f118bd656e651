import type { Page } from 'playwright-core';

/** Screens a roster as an aid officer who is signed in and reads English: to the screening's own page. */
export async function screenRoster(page: Page, file: string, name = ''): Promise<void> {
  await page.goto('/screenings/new');
  await page.locator('input[type=file]').setInputFiles(file);
  if (name !== '') await page.getByLabel('Your own name for it').fill(name);
  await page.getByRole('button', { name: 'Begin the screening' }).click();
  await page.waitForURL(/\/screenings\/[0-9a-f-]{36}/);
}
