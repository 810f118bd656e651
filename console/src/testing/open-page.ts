import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Language } from '../web/shell/i18n/languages.ts';
import { demoConsole } from './demo-console.ts';

/** The demo's people, one for each role that has pages. */
export type DemoPerson =
  'lianhe-aid-officer' | 'lianhe-center-officer' | 'lianhe-reviewer' | 'lianhe-disability-clerk';

export interface OpenPageOptions {
  readonly language?: Language;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
}

export interface TestPage extends AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the browser complained of, and every request that left the host: empty for a page that is right. */
  readonly problems: string[];
}

/** A page in a browser profile of its own, which is at nothing yet. */
export async function openPage(browser: Browser, options: OpenPageOptions = {}): Promise<TestPage> {
  const { language = 'en', viewport = { width: 1280, height: 900 }, colorScheme = 'light' } = options;
  const context = await browser.newContext({
    baseURL: demoConsole().url,
    locale: language,
    timezoneId: 'Asia/Shanghai',
    viewport,
    colorScheme,
    // What axe looks at stands still.
    reducedMotion: 'reduce',
    acceptDownloads: true,
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  page.on('pageerror', (error) => {
    problems.push(error.message);
  });
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    const isOwn = hostname === '127.0.0.1' || protocol === 'data:' || protocol === 'blob:';
    if (!isOwn) problems.push(`a request left the host: ${request.url()}`);
  });
  return { page, context, problems, [Symbol.asyncDispose]: () => context.close() };
}
