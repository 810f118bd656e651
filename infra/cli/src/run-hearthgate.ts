import { Command, CommanderError } from 'commander';
import { auditCommand } from './audit-command.ts';
import { auditSurroundings } from './audit/officer-command.ts';
import { clientCommand } from './client-command.ts';
import { commandSurroundings } from './command-surroundings.ts';
import { parseCliConfig } from './config.ts';
import { doctorCommand } from './doctor-command.ts';
import { importCommand } from './import-command.ts';
import { keysCommand } from './keys-command.ts';
import { type Paper, standardPaper } from './paper.ts';
import { policyCommand } from './policy-command.ts';
import { reportFailure } from './report-failure.ts';
import { screenCommand, screenSurroundings } from './screen-command.ts';
import { startCommand } from './start-command.ts';
import { tokenCommand } from './token-command.ts';
import { userCommand } from './user-command.ts';
import manifest from '../package.json' with { type: 'json' };

/**
 * Runs a command line, without the program's own name. What went wrong is said on the paper, and `process.exitCode` is set:
 * 2 for bad usage, 1 for everything else.
 */
export async function runHearthgate(args: readonly string[], paper: Paper = standardPaper): Promise<void> {
  const program = new Command('hearthgate')
    .description('asks the agencies that hold them for minimal household statuses of students')
    .version(manifest.version, '--version', 'print the version')
    .configureOutput({
      writeOut: paper.print,
      writeErr: paper.warn,
      // One line each: commander puts its suggestions on a second one.
      outputError: (text, write) => {
        write(`${text.trim().replaceAll(/\s*\n\s*/g, ' ')}\n`);
      },
    })
    .exitOverride();
  const surroundings = { ...commandSurroundings, ...paper };

  startCommand(program);
  importCommand(program, paper);
  screenCommand(program, { ...screenSurroundings, ...paper });
  clientCommand(program, surroundings);
  userCommand(program, surroundings);
  auditCommand(program, { ...auditSurroundings, ...paper });
  tokenCommand(program, surroundings);
  keysCommand(program, paper);
  policyCommand(program, paper);
  doctorCommand(program, paper);

  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    // Commander has printed its own; of those, only help and version are no usage errors.
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else process.exitCode = reportFailure(error, parseCliConfig(), paper);
  }
}
