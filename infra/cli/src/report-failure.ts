import { LocalError } from '@hearthgate/local/errors';
import type { CliConfig } from './config.ts';

/**
 * Prints what went wrong as one line on stderr, with the stack only where it was asked for, and returns the exit code:
 * 2 for bad configuration, which is bad usage, 1 for everything else.
 */
export function reportFailure(error: unknown, { debug }: CliConfig): number {
  const message = error instanceof Error && error.message !== '' ? error.message : String(error);
  process.stderr.write(`error: ${message.replaceAll(/\s*\n\s*/g, ' ')}\n`);
  if (debug && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
  return error instanceof LocalError && error.code === 'BAD_CONFIGURATION' ? 2 : 1;
}
