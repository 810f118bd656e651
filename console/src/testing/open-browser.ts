import { type Browser, chromium } from 'playwright-core';
import { findChromium } from './find-chromium.ts';

/** A Chromium without a window. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    // Tests run as root too, in containers without a sandbox of user namespaces and with a small /dev/shm.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
  });
}
