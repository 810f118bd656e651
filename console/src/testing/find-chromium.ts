import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { chromiumPath } from './config.ts';

const places = [
  // Without the browser around the page: half of the CPU.
  '/usr/lib/chromium/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The browser that tests drive: `CHROMIUM_PATH`, the system's, or Playwright's own. Throws where there is none. */
export function findChromium(): string {
  const told = chromiumPath();
  const found = [...(told === undefined ? places : [told]), playwrightsOwn()].find((place) =>
    existsSync(place),
  );
  if (found !== undefined) return found;
  throw new Error(
    'the browser tests need a Chromium: apt-get install chromium-headless-shell, or name one with CHROMIUM_PATH=/path/to/chromium',
  );
}

function playwrightsOwn(): string {
  try {
    return chromium.executablePath();
  } catch {
    return '';
  }
}
