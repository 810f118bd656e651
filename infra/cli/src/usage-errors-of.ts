import { LocalError } from '@hearthgate/local/errors';
import type { Command } from 'commander';

const atFault: ReadonlySet<string> = new Set(['BAD_CLIENT', 'BAD_USER']);

/** Runs `work`; where it finds the command line itself at fault, says so as bad usage (exit 2). */
export async function usageErrorsOf<Result>(command: Command, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof LocalError) || !atFault.has(error.code)) throw error;
    return command.error(`error: ${error.message}`, { exitCode: 2, code: 'hearthgate.usage' });
  }
}
