import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadTestConfig } from '../config.ts';
import { limits } from '../limits.ts';
import { LoadTestError } from '../load-test-error.ts';
import { findProgram } from './find-program.ts';
import { runCommand } from './run-command.ts';

/** By its full version: with `latest`, tomorrow's numbers would be another program's. */
const k6Module = 'go.k6.io/k6@v1.8.1';

export interface FindK6Options {
  readonly config: LoadTestConfig;
  readonly onProgress: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Where k6 is; built with Go, once, where it is not installed. */
export async function findK6({ config, onProgress, signal }: FindK6Options): Promise<string> {
  const found = findProgram('k6', config.programFolders);
  if (found !== undefined) return found;
  const go = findProgram('go', [...config.programFolders, '/usr/local/go/bin']);
  if (go === undefined) {
    throw new LoadTestError(
      'neither k6 nor Go is here: install k6 (https://grafana.com/docs/k6/latest/set-up/install-k6/) or Go, which builds it',
    );
  }
  const bin = join(config.cacheFolder, 'bin');
  mkdirSync(bin, { recursive: true });
  onProgress(`building k6 into ${bin} (once, some minutes)`);
  await runCommand({
    command: go,
    args: ['install', k6Module],
    env: { ...config.inherited, GOBIN: bin },
    timeoutMs: limits.buildTimeoutMs,
    signal,
  });
  return join(bin, 'k6');
}
