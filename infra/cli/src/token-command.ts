import { PURPOSES } from '@hearthgate/schema';
import type { Purpose } from '@hearthgate/schema';
import { Option } from 'commander';
import type { Command } from 'commander';
import { commandSurroundings } from './command-surroundings.ts';
import { dataDirOption } from './data-dir-option.ts';

interface TokenOptions {
  readonly client: string;
  readonly purpose: Purpose;
  readonly dpopKey?: string;
  readonly caseRef?: string;
  readonly dataDir?: string;
}

/**
 * Adds `token` to a program: it prints an access token and nothing else. Failures are thrown as `LocalError` (exit 1); bad usage is commander's.
 */
export function tokenCommand(program: Command, surroundings = commandSurroundings): void {
  program
    .command('token')
    .description('prints an access token for one purpose, good for five minutes')
    .requiredOption('--client <id>', 'a client registered here')
    .addOption(new Option('--purpose <purpose>', 'what it is for').choices(PURPOSES).makeOptionMandatory())
    .option('--dpop-key <file>', 'bind the token to this private P-256 key (JWK or PEM)')
    .option('--case-ref <ref>', 'your file number, for the audit log; never an ID number')
    .addOption(dataDirOption())
    .action(async ({ client, purpose, dpopKey, caseRef, dataDir }: TokenOptions) => {
      const { authorizationDetailsFor, readClientKey, readPrivateKey, requestAccessToken } =
        await import('@hearthgate/local/tokens');
      const location = await surroundings.locateIssuer(dataDir);
      const { accessToken } = await requestAccessToken({
        issuerUrl: location.issuerUrl,
        clientId: client,
        privateJwk: await readClientKey(location.dataDir, client),
        authorizationDetails: authorizationDetailsFor({ purpose, caseRef }),
        dpopKey: dpopKey === undefined ? undefined : await readPrivateKey(dpopKey),
      });
      surroundings.print(`${accessToken}\n`);
    });
}
