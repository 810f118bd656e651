import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadTestConfig } from '../config.ts';
import { limits } from '../limits.ts';
import { runCommand } from '../processes/run-command.ts';
import type { Reaper } from '../processes/start-reaper.ts';
import { untilReady } from '../processes/until-ready.ts';
import type { Progress } from '../report/progress.ts';
import type { PreparedTarget } from '../system/prepare-target.ts';
import { systemParts } from '../system/system-parts.ts';
import { LoadTestError } from '../load-test-error.ts';
import { agreesWithCounty } from './agrees-with-county.ts';
import type { Candidate } from './compared.ts';
import { nameOf, type Peer, type Rows } from './gateway-names.ts';
import { graphqlAnswer } from './graphql-answer.ts';
import { peerQuestions } from './peer-questions.ts';
import { peerRequests } from './peer-requests.ts';
import { peersPackage } from './peers-package.ts';
import { startPeer } from './start-peer.ts';
import { startPeerAgencies } from './start-peer-agencies.ts';

export interface StartCandidatesOptions {
  readonly prepared: PreparedTarget;
  readonly peers: readonly Peer[];
  readonly rows: Rows;
  readonly hiveRouter: string | undefined;
  readonly config: LoadTestConfig;
  readonly reaper: Reaper;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

export interface StartedCandidates extends AsyncDisposable {
  readonly candidates: readonly Candidate[];
}

/**
 * Starts the peers and their agencies beside a running Hearthgate. Each peer must give the right answer about a whole
 * class before it is compared.
 */
export async function startCandidates(options: StartCandidatesOptions): Promise<StartedCandidates> {
  const { prepared, peers, rows, hiveRouter, config, reaper, progress, signal } = options;
  const { system, county, target } = prepared;
  await using started = new AsyncDisposableStack();
  const env = config.inherited;
  const agencies = started.use(await startPeerAgencies({ system, rows, env, reaper, signal }));
  const supergraphFile = join(system.folder, `supergraph-${rows}.graphql`);
  await runCommand({
    command: process.execPath,
    args: [
      join(peersPackage, 'compose-supergraph.ts'),
      supergraphFile,
      ...[...agencies.urls].map(([agency, url]) => `${agency}=${url}`),
    ],
    env,
    timeoutMs: limits.commandTimeoutMs,
    signal,
  });
  const questionsFile = join(system.folder, 'peer-questions.json');
  writeFileSync(questionsFile, JSON.stringify(peerQuestions(county)));
  const [check] = peerRequests(county, limits.classSize);
  if (check === undefined) throw new LoadTestError('the county has no class to ask about');

  const candidates: Candidate[] = [
    {
      gateway: 'hearthgate',
      url: target.url,
      questionsFile: target.questionsFile,
      parts: () => systemParts(system),
    },
  ];
  for (const peer of peers) {
    progress.line(`starting ${nameOf[peer]}`);
    const { url, running } = await startPeer({
      peer,
      supergraphFile,
      agencyUrls: agencies.urls,
      hiveRouter,
      folder: system.folder,
      env,
      reaper,
    });
    started.use(running);
    const { query, variables } = check;
    const answer = await untilReady({
      running,
      look: () => graphqlAnswer(url, { query, variables }),
      signal,
    });
    if (!agreesWithCounty(answer, check.students))
      throw new LoadTestError(`${nameOf[peer]} gives wrong answers: it cannot be compared`);
    const { pid } = system.runFile().postgres;
    const parts = { gateway: running.pid, ...agencies.pids, postgres: pid };
    candidates.push({ gateway: peer, url, questionsFile, parts: () => parts });
  }
  const all = started.move();
  return { candidates, [Symbol.asyncDispose]: () => all.disposeAsync() };
}
