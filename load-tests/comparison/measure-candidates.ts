import { fileURLToPath } from 'node:url';
import type { PeersEffort } from '../limits.ts';
import { type K6Run, type K6Surroundings, runK6 } from '../measure/run-k6.ts';
import { cpuPerAnswer } from '../report/cpu-per-answer.ts';
import type { Progress } from '../report/progress.ts';
import type { KeptTokens } from '../control/keep-tokens.ts';
import { kinds } from '../scenarios/kinds.ts';
import type { Candidate, Cell, CellRun } from './compared.ts';
import { nameOf, type Rows } from './gateway-names.ts';

export interface MeasureCandidatesOptions {
  readonly candidates: readonly Candidate[];
  readonly rows: Rows;
  readonly effort: PeersEffort;
  readonly surroundings: Omit<K6Surroundings, 'parts'>;
  readonly controlUrl: string;
  readonly tokens: KeptTokens;
  readonly progress: Progress;
}

const closedLoop = fileURLToPath(new URL('../k6/closed-loop.js', import.meta.url));

/** Every gateway in every cell, in rounds; each round begins with another gateway, so that no one is always first or warm. */
export async function measureCandidates(options: MeasureCandidatesOptions): Promise<CellRun[]> {
  const { candidates, rows, effort, tokens, progress } = options;
  const loop = async (candidate: Candidate, cell: Cell, seconds: number, name: string): Promise<K6Run> => {
    await tokens.renew();
    return runK6({
      ...options.surroundings,
      name,
      script: closedLoop,
      parts: candidate.parts,
      settings: {
        url: candidate.url,
        controlUrl: options.controlUrl,
        questionsFile: candidate.questionsFile,
        kinds: cell.students === 1 ? kinds.single : kinds.class,
        connections: cell.connections,
        seconds,
      },
      onSecond: progress.seconds(
        `${name}, ${String(cell.students)} students, ${String(cell.connections)} connections`,
        seconds,
      ),
    });
  };
  for (const candidate of candidates) {
    progress.line(`warming up ${nameOf[candidate.gateway]}`);
    for (const students of effort.students) {
      const cell = { gateway: candidate.gateway, rows, students, connections: 32 };
      await loop(candidate, cell, effort.firstWarmUpSeconds / effort.students.length, 'warm-up');
    }
  }
  const runs: CellRun[] = [];
  for (let round = 0; round < effort.rounds; round += 1) {
    for (const [index] of candidates.entries()) {
      const candidate = candidates[(index + round) % candidates.length];
      if (candidate === undefined) continue;
      const { gateway } = candidate;
      progress.line(
        `round ${String(round + 1)} of ${String(effort.rounds)}, rows in ${rows}: ${nameOf[gateway]}`,
      );
      for (const students of effort.students) {
        for (const connections of effort.connections) {
          const cell = { gateway, rows, students, connections };
          await loop(candidate, cell, effort.warmUpSeconds, 'warm-up');
          const run = await loop(candidate, cell, effort.measureSeconds, `${gateway}-measured`);
          runs.push(cellRun(cell, round, run));
        }
      }
    }
  }
  return runs;
}

function cellRun(cell: Cell, round: number, run: K6Run): CellRun {
  const { summary, use, answersPerSecond } = run;
  const agencies = Object.keys(use).filter((part) => !['gateway', 'postgres', 'issuer'].includes(part));
  // Whoever leaves an agency out at the deadline saves its work: only complete answers count.
  const perAnswer = (parts: readonly string[]): number => cpuPerAnswer(run, parts, summary.complete);
  return {
    ...cell,
    round,
    answers: summary.answers,
    wrong: summary.answers - summary.right,
    incomplete: summary.right - summary.complete,
    answersPerSecond,
    p50: summary.p50,
    p99: summary.p99,
    gatewayCpu: perAnswer(['gateway']),
    agenciesCpu: perAnswer(agencies),
    postgresCpu: perAnswer(['postgres']),
    gatewayMemoryBytes: use['gateway']?.memoryBytes ?? 0,
  };
}
