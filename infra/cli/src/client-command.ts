import { AGENCIES, ROLES } from '@hearthgate/schema';
import type { Role } from '@hearthgate/schema';
import { Option } from 'commander';
import type { Command } from 'commander';
import { clientTable } from './client/client-table.ts';
import { parseLimit } from './client/parse-limit.ts';
import { commandSurroundings } from './command-surroundings.ts';
import type { CommandSurroundings } from './command-surroundings.ts';
import { dataDirOption } from './data-dir-option.ts';
import { usageErrorsOf } from './usage-errors-of.ts';

interface Common {
  readonly dataDir?: string;
}

interface AddOptions extends Common {
  readonly id: string;
  readonly role: Role;
  readonly school?: string;
  readonly division?: string;
  readonly agency?: string;
  readonly adHocQueries?: boolean;
  readonly senderConstrained?: boolean;
  readonly requestsPerSecond?: number;
  readonly subjectsPerDay?: number;
}

/**
 * Adds `client add | list | revoke | rotate-key` to a program, whose exit and output settings they share. Failures
 * are thrown as `LocalError` (exit 1); bad usage is commander's, with exit code 2.
 */
export function clientCommand(program: Command, surroundings = commandSurroundings): void {
  const client = program.command('client').description('registers client systems with the embedded issuer');
  addCommand(client, surroundings);

  client
    .command('list')
    .description('lists the registered clients')
    .addOption(dataDirOption())
    .option('--json', 'print JSON')
    .action(async ({ dataDir, json }: Common & { json?: boolean }) => {
      const { listClients } = await import('@hearthgate/local/clients');
      const clients = await listClients(await surroundings.locateIssuer(dataDir));
      surroundings.print(json === true ? `${JSON.stringify(clients, null, 2)}\n` : clientTable(clients));
    });

  client
    .command('revoke')
    .description('ends a client for good; it gets no token any more')
    .addOption(dataDirOption())
    .argument('<id>', 'the client')
    .action(async (id: string, { dataDir }: Common) => {
      const { revokeClient } = await import('@hearthgate/local/clients');
      await revokeClient({ ...(await surroundings.locateIssuer(dataDir)), id });
      surroundings.print(`client ${id} is revoked\n`);
    });

  client
    .command('rotate-key')
    .description('gives a client a new key; the old one stops working')
    .addOption(dataDirOption())
    .argument('<id>', 'the client')
    .action(async (id: string, { dataDir }: Common) => {
      const { clientKeyFile, rotateClientKey } = await import('@hearthgate/local/clients');
      const location = await surroundings.locateIssuer(dataDir);
      await rotateClientKey({ ...location, id });
      surroundings.print(`client ${id} has a new key in ${clientKeyFile(location.dataDir, id)}\n`);
    });
}

function addCommand(client: Command, { locateIssuer, print }: CommandSurroundings): void {
  client
    .command('add')
    .description('registers a client and makes its key')
    .addOption(dataDirOption())
    .requiredOption('--id <id>', 'a name of lower-case letters, digits and hyphens')
    .addOption(new Option('--role <role>', 'what the client is').choices(ROLES).makeOptionMandatory())
    .option('--school <code>', 'the school it belongs to (school and university aid offices)')
    .option('--division <code>', 'the division that bounds its view (aid centers)')
    .addOption(new Option('--agency <agency>', 'the agency it operates (agency operators)').choices(AGENCIES))
    .option('--ad-hoc-queries', 'may send queries of its own and introspect, not only trusted documents')
    .option('--sender-constrained', 'gets tokens bound to a key only (DPoP)')
    .option('--requests-per-second <n>', 'its limit; 0 for none', parseLimit)
    .option('--subjects-per-day <n>', 'its limit; 0 for none', parseLimit)
    .action(async (options: AddOptions, command: Command) => {
      const { clientKeyFile, registerClient } = await import('@hearthgate/local/clients');
      const location = await locateIssuer(options.dataDir);
      await usageErrorsOf(command, () => registerClient({ ...options, ...location }));
      print(
        `client ${options.id} is registered; its private key is ${clientKeyFile(location.dataDir, options.id)}\n`,
      );
    });
}
