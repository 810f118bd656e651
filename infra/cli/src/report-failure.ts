import { LocalError } from '@hearthgate/local/errors';
import type { CliConfig } from './config.ts';
import type { Paper } from './paper.ts';

/**
 * Says what went wrong in one line, with the stack only where it was asked for, and returns the exit code:
 * 2 for bad configuration, which is bad usage, 1 for everything else.
 */
export function reportFailure(error: unknown, { debug }: CliConfig, { warn }: Paper): number {
  const message = error instanceof Error && error.message !== '' ? error.message : String(error);
  warn(`error: ${message.replaceAll(/\s*\n\s*/g, ' ')}\n`);
  if (debug && error instanceof Error) warn(`${error.stack ?? ''}\n`);
  return error instanceof LocalError && error.code === 'BAD_CONFIGURATION' ? 2 : 1;
}
