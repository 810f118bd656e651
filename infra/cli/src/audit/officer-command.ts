import type { RunFile } from '@hearthgate/local/run-file';
import type { Command } from 'commander';
import { commandSurroundings, type CommandSurroundings } from '../command-surroundings.ts';
import { dataDirOption } from '../data-dir-option.ts';
import { type Paper, standardPaper } from '../paper.ts';
import { stoppable } from '../screen/stoppable.ts';
import type { AuditLogClient } from './audit-log-client.ts';
import type { Officer } from './find-officer.ts';

/** What the commands of a privacy officer have around them; tests put their own there. */
export interface AuditSurroundings extends CommandSurroundings, Paper {
  readonly runFile: (dataDir: string) => Promise<Pick<RunFile, 'gateway' | 'agencies'>>;
}

export const auditSurroundings: AuditSurroundings = {
  ...commandSurroundings,
  ...standardPaper,
  runFile: async (dataDir) => (await import('@hearthgate/local/run-file')).readRunFile(dataDir),
};

export interface OfficerOptions {
  readonly client?: string;
  readonly dataDir?: string;
}

/** What a privacy officer's command works with. */
export interface OfficerDesk extends AuditSurroundings {
  readonly log: AuditLogClient;
  readonly officer: Officer;
  readonly agencyUrls: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** Gives a command the options by which it finds the log and who asks. */
export function asOfficer(command: Command): Command {
  return command
    .option('--client <id>', 'the privacy officer’s client that asks; the only one registered, unless named')
    .addOption(dataDirOption());
}

/** Runs a command's work as a privacy officer; Ctrl-C ends it (exit 130). */
export async function atTheDesk(
  { client, dataDir }: OfficerOptions,
  surroundings: AuditSurroundings,
  work: (desk: OfficerDesk) => Promise<void>,
): Promise<void> {
  const stop = stoppable();
  try {
    const { AuditLogClient } = await import('./audit-log-client.ts');
    const { findOfficer } = await import('./find-officer.ts');
    const location = await surroundings.locateIssuer(dataDir);
    const { signal } = stop;
    const officer = await findOfficer({ location, client, signal });
    const { gateway, agencies } = await surroundings.runFile(location.dataDir);
    const agencyUrls = Object.fromEntries(Object.entries(agencies).map(([agency, { url }]) => [agency, url]));
    const log = new AuditLogClient({ officer, gatewayUrl: gateway.url, signal });
    await work({ ...surroundings, log, officer, agencyUrls, signal });
  } catch (error) {
    const exitCode = stop.exitCode();
    if (exitCode === undefined) throw error;
    process.exitCode = exitCode;
  } finally {
    stop.release();
  }
}
