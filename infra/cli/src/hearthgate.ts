import { Command, CommanderError } from 'commander';
import { auditCommand } from './audit-command.ts';
import { clientCommand } from './client-command.ts';
import { parseCliConfig } from './config.ts';
import { doctorCommand } from './doctor-command.ts';
import { importCommand } from './import-command.ts';
import { keysCommand } from './keys-command.ts';
import { policyCommand } from './policy-command.ts';
import { reportFailure } from './report-failure.ts';
import { screenCommand } from './screen-command.ts';
import { startCommand } from './start-command.ts';
import { tokenCommand } from './token-command.ts';
import { userCommand } from './user-command.ts';
import manifest from '../package.json' with { type: 'json' };

const program = new Command('hearthgate')
  .description('asks the agencies that hold them for minimal household statuses of students')
  .version(manifest.version, '--version', 'print the version')
  .configureOutput({
    // One line each: commander puts its suggestions on a second one.
    outputError: (text, write) => {
      write(`${text.trim().replaceAll(/\s*\n\s*/g, ' ')}\n`);
    },
  })
  .exitOverride();

startCommand(program);
importCommand(program);
screenCommand(program);
clientCommand(program);
userCommand(program);
auditCommand(program);
tokenCommand(program);
keysCommand(program);
policyCommand(program);
doctorCommand(program);

try {
  await program.parseAsync();
} catch (error) {
  // Commander has printed its own; of those, only help and version are no usage errors.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else process.exitCode = reportFailure(error, parseCliConfig());
}
