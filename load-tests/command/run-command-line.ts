import { LoadTestError } from '../load-test-error.ts';
import { makeProgress, type Progress } from '../report/progress.ts';

export interface CommandLine<Options> {
  readonly name: string;
  readonly help: string;
  /** Throws a RangeError, or parseArgs' TypeError, that names the option at fault. */
  readonly parse: (args: readonly string[]) => Options | 'help';
  /** Resolves with the exit code. */
  readonly run: (options: Options, progress: Progress, signal: AbortSignal) => Promise<number>;
}

/**
 * Runs a measurement as a command: help, progress on standard error, one line for what went wrong. A signal ends it where
 * it stands, and everything that it started is stopped before the process ends. Exit codes: what `run` says; 1 for a
 * failure, 2 for bad usage, 130 when stopped.
 */
export async function runCommandLine<Options>(line: CommandLine<Options>): Promise<number> {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      stopping.abort();
    });
  }
  const fail = (error: unknown, code: number): number => {
    process.stderr.write(`${line.name}: ${error instanceof Error ? error.message : String(error)}\n`);
    return code;
  };
  let options: Options | 'help';
  try {
    options = line.parse(process.argv.slice(2));
  } catch (error) {
    return fail(error, 2);
  }
  if (options === 'help') {
    process.stdout.write(line.help);
    return 0;
  }
  try {
    const progress = makeProgress((text) => process.stderr.write(text));
    return await line.run(options, progress, stopping.signal);
  } catch (error) {
    if (stopping.signal.aborted) return fail('stopped', 130);
    if (error instanceof LoadTestError) return fail(error, 1);
    throw error;
  }
}
