import { type Finding, ok, problem } from './finding.ts';

const oldestMajor = 24;

/** Node 24 is the first that runs the TypeScript of this project directly as it is written. */
export function checkNode(version: string): Finding {
  const major = Number(version.split('.')[0]);
  if (major >= oldestMajor) return ok('node', `version ${version}`);
  return problem(
    'node',
    `version ${version} is older than ${String(oldestMajor)}: run "npm ci", and start through npm or npx`,
  );
}
