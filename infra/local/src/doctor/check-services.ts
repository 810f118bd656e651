import { LocalError } from '../errors.ts';
import { readRunFile } from '../run-file/read-run-file.ts';
import type { RunFile } from '../run-file/run-file.ts';
import { probeHttp } from '../supervisor/probe-http.ts';
import { dataDirPaths } from '../data-dir/data-dir-paths.ts';
import { join } from 'node:path';
import { type Finding, ok, problem } from './finding.ts';

const probeTimeoutMs = 5_000;

/** For a system that runs: whether each of its services answers. */
export async function checkServices(dataDir: string): Promise<Finding[]> {
  let runFile: RunFile;
  try {
    runFile = readRunFile(dataDir);
  } catch (error) {
    if (!(error instanceof LocalError)) throw error;
    return [problem('services', 'the system is still starting: ask again when its banner is there')];
  }
  const { gateway, issuer, console: consoleService, screeningWorker, agencies } = runFile;
  const services = {
    gateway,
    issuer,
    ...(consoleService && { console: consoleService }),
    ...(screeningWorker && { 'screening-worker': screeningWorker }),
    ...agencies,
  };
  return Promise.all(
    Object.entries(services).map(async ([name, { url }]) => {
      try {
        await probeHttp(url, AbortSignal.timeout(probeTimeoutMs));
        return ok(name, `answers at ${url}`);
      } catch {
        const log = join(dataDirPaths(dataDir).logs, `${name}.log`);
        return problem(
          name,
          `does not answer at ${url}: it is started again by itself; if it stays so, see ${log}`,
        );
      }
    }),
  );
}
