import type { Demo, LocalConfig } from '../config.ts';
import type { ClientDatabases } from '../issuer/list-clients.ts';
import { addDemoUsers } from './add-demo-users.ts';
import { readDemoState, writeDemoState } from './demo-state.ts';
import { readDemoUsers } from './demo-users.ts';
import { importDemo } from './import-demo.ts';

export interface PrepareDemoOptions {
  readonly config: LocalConfig;
  readonly clientDatabases: ClientDatabases;
  readonly onProgress: (line: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Imports the demo county into a data directory that was made for it, once, and returns which demo the directory holds.
 * A directory that was made without never gets it later: that would replace registers which somebody imported.
 */
export async function prepareDemo(options: PrepareDemoOptions): Promise<Demo> {
  const { config, clientDatabases, onProgress, signal } = options;
  const { dataDir } = config;
  const state = readDemoState(dataDir) ?? { demo: config.demo, done: config.demo === 'none' };
  writeDemoState(dataDir, state);
  if (state.demo === 'none' && config.demo !== 'none') {
    onProgress(`${dataDir} was made without the demo county; to see it, start with another --data-dir`);
  }
  if (state.done && state.demo === 'lianhe' && readDemoUsers(dataDir).length === 0) {
    // Made before there was a console: people are added, and nothing that is there is touched.
    await addDemoUsers(dataDir, clientDatabases);
  }
  if (state.done || config.demo === 'none') return state.demo;
  onProgress('importing the demo county of Lianhe 联合县');
  await importDemo({ dataDir, clientDatabases, onProgress, signal });
  writeDemoState(dataDir, { ...state, done: true });
  return state.demo;
}
