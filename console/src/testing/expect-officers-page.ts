import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { seriousFindings } from './serious-findings.ts';

/** Student numbers and ID numbers, wherever they stand. */
export const personNumbers = /[GJL]\d{17}[\dX]|(?<!\d)\d{17}[\dXx](?!\d)/;

/** That a privacy officer's page is right as it stands: axe-core, the browser and what may not be on it. */
export async function expectOfficersPage(page: Page, problems: readonly string[]): Promise<void> {
  expect(await seriousFindings(page)).toEqual([]);
  expect(await page.content()).not.toMatch(personNumbers);
  expect(page.url()).not.toMatch(personNumbers);
  expect(problems).toEqual([]);
}
