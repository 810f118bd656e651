import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadTestConfig } from '../config.ts';
import { type Control, serveControl } from '../control/serve-control.ts';
import { type KeptTokens, keepTokens } from '../control/keep-tokens.ts';
import type { County } from '../county/county.ts';
import { loadCounty } from '../county/load-county.ts';
import type { Reaper } from '../processes/start-reaper.ts';
import { loadClients } from '../questions/load-clients.ts';
import { makeQuestions } from '../questions/make-questions.ts';
import { registerClients } from '../questions/register-clients.ts';
import type { Progress } from '../report/progress.ts';
import { type RunningSystem, startSystem } from './start-system.ts';

export interface PrepareTargetOptions {
  readonly config: LoadTestConfig;
  readonly students: number | undefined;
  readonly reaper: Reaper;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly onOutage: (agency: string, what: string) => void;
}

export interface PreparedTarget extends AsyncDisposable {
  readonly system: RunningSystem;
  readonly county: County;
  readonly tokens: KeptTokens;
  /** What k6 needs to know of it. */
  readonly target: { readonly url: string; readonly controlUrl: string; readonly questionsFile: string };
}

/** A Hearthgate that runs with a county, clients registered, their tokens kept, and the questions about it written. */
export async function prepareTarget(options: PrepareTargetOptions): Promise<PreparedTarget> {
  const { config, students, reaper, progress, signal, onOutage } = options;
  await using started = new AsyncDisposableStack();
  progress.line('starting Hearthgate');
  const demo = students === undefined ? 'lianhe' : 'none';
  const system = started.use(await startSystem({ config, demo, reaper, signal }));
  const county = await loadCounty({ config, system, students, onProgress: progress.line });
  const clients = loadClients(county);
  progress.line(`registering ${String(clients.length)} clients and getting their tokens`);
  await registerClients(system, clients);
  const tokens: KeptTokens = started.use(await keepTokens(system, clients));
  const control: Control = started.use(await serveControl({ tokens: tokens.tokens, system, onOutage }));
  const questionsFile = join(system.folder, 'questions.json');
  writeFileSync(questionsFile, JSON.stringify(makeQuestions(county)));
  const running = started.move();
  return {
    system,
    county,
    tokens,
    target: { url: `${system.runFile().gateway.url}/graphql`, controlUrl: control.url, questionsFile },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
