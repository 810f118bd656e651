import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleCache } from './bundle-cache.ts';
import { sourceDigest } from './source-digest.ts';

export type BundleState = 'BUILDING' | 'READY' | 'FAILED';

export interface WebBundle {
  /** Where it is, or will be. */
  readonly folder: string;
  state(): BundleState;
  /** Resolves when it is no longer being built. */
  readonly settled: Promise<void>;
  /** Ends a build that is under way. */
  close(): void;
}

export interface WebBundleOptions {
  readonly onProgress: (line: string) => void;
}

/**
 * The pages for browsers, as their sources are now. Where no earlier start has built them, a process of its own does,
 * so that a server that goes on for months does not carry a bundler; it appears whole or not at all.
 */
export function webBundle({ onProgress }: WebBundleOptions): WebBundle {
  const folder = join(bundleCache, sourceDigest());
  if (existsSync(join(folder, 'index.html'))) {
    return { folder, state: () => 'READY', settled: Promise.resolve(), close: () => undefined };
  }
  let state: BundleState = 'BUILDING';
  const startedAt = performance.now();
  onProgress('building the pages (once for these sources)');
  const builder = startBuilder(folder);
  const settled = new Promise<void>((resolve) => {
    const settle = (built: boolean): void => {
      if (state !== 'BUILDING') return;
      state = built && existsSync(join(folder, 'index.html')) ? 'READY' : 'FAILED';
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      onProgress(state === 'READY' ? `the pages are built (${seconds} s)` : 'the pages could not be built');
      resolve();
    };
    builder.once('error', () => {
      settle(false);
    });
    builder.once('exit', (code) => {
      settle(code === 0);
    });
  });
  return { folder, state: () => state, settled, close: () => void builder.kill() };
}

function startBuilder(folder: string): ChildProcess {
  const builder = fileURLToPath(new URL('./build-pages.ts', import.meta.url));
  return fork(builder, [folder], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [] });
}
