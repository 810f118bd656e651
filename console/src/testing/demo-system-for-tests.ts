import { makeTestSystem } from '@hearthgate/cli/testing';
import type { TestProject } from 'vitest/node';
import { runningDataDir } from './config.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The data directory of a running system with the demo county, its console among its services. */
    demoDataDir: string;
  }
}

/**
 * Vitest's global setup of the browser tests: one system for the whole run, by the real command line. With
 * `HEARTHGATE_TEST_DATA_DIR` it is one that runs already, which saves whoever works on a page its start.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const running = runningDataDir();
  if (running !== undefined) {
    project.provide('demoDataDir', running);
    return () => Promise.resolve();
  }
  const installation = await makeTestSystem('lianhe');
  try {
    const system = await installation.start();
    project.provide('demoDataDir', installation.dataDir);
    return async () => {
      await system.stop();
      installation[Symbol.dispose]();
    };
  } catch (error) {
    installation[Symbol.dispose]();
    throw error;
  }
}
