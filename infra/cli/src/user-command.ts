import { AGENCIES, type Role, ROLES } from '@hearthgate/schema';
import { type Command, Option } from 'commander';
import { commandSurroundings, type CommandSurroundings } from './command-surroundings.ts';
import { dataDirOption } from './data-dir-option.ts';
import { usageErrorsOf } from './usage-errors-of.ts';
import { askPassword } from './user/ask-password.ts';
import { readPasswordFile } from './user/read-password-file.ts';
import { userTable } from './user/user-table.ts';

interface Common {
  readonly dataDir?: string;
}

interface WithPassword extends Common {
  readonly passwordFile?: string;
}

interface AddOptions extends WithPassword {
  readonly username: string;
  readonly role: Role;
  readonly school?: string;
  readonly division?: string;
  readonly agency?: string;
  readonly adHocQueries?: boolean;
}

const passwordFileOption = (): Option =>
  new Option('--password-file <file>', 'a file whose only line is the password; asked for when left out');

/**
 * Adds `user add | list | disable | set-password` to a program, whose exit and output settings they share. Failures are thrown
 * as `LocalError` (exit 1); bad usage, also a bad password, is commander's, with exit code 2.
 */
export function userCommand(program: Command, surroundings = commandSurroundings): void {
  const user = program
    .command('user')
    .description("people's accounts with the embedded issuer, for the console");
  addCommand(user, surroundings);

  user
    .command('list')
    .description('lists the accounts')
    .addOption(dataDirOption())
    .option('--json', 'print JSON')
    .action(async ({ dataDir, json }: Common & { json?: boolean }) => {
      const { listUsers } = await import('@hearthgate/local/users');
      const users = await listUsers(await surroundings.locateIssuer(dataDir));
      surroundings.print(json === true ? `${JSON.stringify(users, null, 2)}\n` : userTable(users));
    });

  user
    .command('disable')
    .description('ends an account for good; its sessions end at once')
    .addOption(dataDirOption())
    .argument('<username>', 'the account')
    .action(async (username: string, { dataDir }: Common) => {
      const { disableUser } = await import('@hearthgate/local/users');
      await disableUser({ ...(await surroundings.locateIssuer(dataDir)), username });
      surroundings.print(`user ${username} is disabled\n`);
    });

  user
    .command('set-password')
    .description('gives an account another password; its sessions end at once')
    .addOption(dataDirOption())
    .addOption(passwordFileOption())
    .argument('<username>', 'the account')
    .action(async (username: string, { dataDir, passwordFile }: WithPassword, command: Command) => {
      const { setUserPassword } = await import('@hearthgate/local/users');
      const location = await surroundings.locateIssuer(dataDir);
      await usageErrorsOf(command, async () => {
        const password = await readPassword(passwordFile);
        await setUserPassword({ ...location, username, password });
      });
      surroundings.print(`user ${username} has a new password\n`);
    });
}

function addCommand(user: Command, { locateIssuer, print }: CommandSurroundings): void {
  user
    .command('add')
    .description('adds an account for a person')
    .addOption(dataDirOption())
    .requiredOption('--username <name>', 'a name of lower-case letters, digits and hyphens')
    .addOption(new Option('--role <role>', 'what the person does').choices(ROLES).makeOptionMandatory())
    .option('--school <code>', 'the school they work at (school and university aid offices)')
    .option('--division <code>', 'the division that bounds their view (aid centers)')
    .addOption(
      new Option('--agency <agency>', 'the agency they work at (agency operators)').choices(AGENCIES),
    )
    .option('--ad-hoc-queries', 'may send queries of their own, not only those of the console')
    .addOption(passwordFileOption())
    .action(async ({ dataDir, passwordFile, ...options }: AddOptions, command: Command) => {
      const { addUser } = await import('@hearthgate/local/users');
      const { databaseUrl, gatewayDatabaseUrl } = await locateIssuer(dataDir);
      await usageErrorsOf(command, async () => {
        const password = await readPassword(passwordFile);
        await addUser({ ...options, password, databaseUrl, gatewayDatabaseUrl });
      });
      print(`user ${options.username} is added\n`);
    });
}

function readPassword(file: string | undefined): Promise<string> {
  if (file !== undefined) return readPasswordFile(file);
  return askPassword({ input: process.stdin, write: (text) => void process.stderr.write(text) });
}
