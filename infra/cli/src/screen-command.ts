import { realpath } from 'node:fs/promises';
import {
  authorizationDetailsFor,
  hasAgreements,
  type IssuerLocation,
  listClients,
  LocalError,
  parseConfig,
  readClientKey,
  readPolicyTexts,
  readRunFile,
  type RegisteredClient,
  requestAccessToken,
  watchParent,
} from '@hearthgate/local';
import { compilePolicies, type Policies } from '@hearthgate/policies';
import { AID_PROGRAMS, type AidProgram, type Purpose, PURPOSES } from '@hearthgate/schema';
import { type Command, Option } from 'commander';
import { commandSurroundings, type CommandSurroundings } from './command-surroundings.ts';
import { dataDirOption } from './data-dir-option.ts';
import { needsProgram } from './screen/needs-program.ts';
import { progressDisplay } from './screen/progress-display.ts';
import { screeningMask } from './screen/screening-mask.ts';
import { screeningTable } from './screen/screening-table.ts';
import { screenRoster, type ScreeningSummary } from './screen/screen-roster.ts';
import { stoppable } from './screen/stoppable.ts';
import { tokenSource } from './screen/token-source.ts';

interface ScreenOptions {
  readonly client: string;
  readonly purpose: Purpose;
  readonly program?: AidProgram;
  readonly out: string;
  readonly json?: boolean;
  readonly dataDir?: string;
}

export interface ScreenSurroundings extends CommandSurroundings {
  /** What is not the result itself, a line. */
  readonly warn: (text: string) => void;
  readonly gatewayUrl: (dataDir: string) => string;
}

const screenSurroundings: ScreenSurroundings = {
  ...commandSurroundings,
  warn: (text) => void process.stderr.write(text),
  gatewayUrl: (dataDir) => readRunFile(dataDir).gateway.url,
};

/**
 * Adds `screen` to a program: a roster through the gateway, a row of results for each of its rows. Exit 0 when every row
 * stands in the results, whatever its outcome; 130 after Ctrl-C, with nothing left behind. Failures are thrown (exit 1);
 * bad usage is commander's.
 */
export function screenCommand(program: Command, surroundings = screenSurroundings): void {
  const command = program
    .command('screen')
    .description('asks for the household status of every student of a roster')
    .argument('<roster>', 'CSV in UTF-8 or GB18030, or XLSX, with a column 学籍号 or student_number')
    .requiredOption('--client <id>', 'a client registered here; it sees its own roll only')
    .addOption(new Option('--purpose <purpose>', 'what it is for').choices(PURPOSES).makeOptionMandatory())
    .addOption(new Option('--program <program>', 'adds a column: who qualifies for it').choices(AID_PROGRAMS))
    .requiredOption('--out <file>', 'where the results go, as CSV; a summary is written beside it')
    .option('--json', 'print the summary as JSON')
    .addOption(dataDirOption())
    .action(async (roster: string, options: ScreenOptions) => {
      await refuseBadUsage(command, roster, options);
      const stop = stoppable();
      if (parseConfig({ dataDir: options.dataDir }).startedByNpm) watchParent(() => stop.stop('SIGHUP'));
      try {
        const summary = await screen({ roster, options, surroundings, signal: stop.signal });
        surroundings.print(
          options.json === true ? `${JSON.stringify(summary, null, 2)}\n` : screeningTable(summary),
        );
      } catch (error) {
        const exitCode = stop.exitCode();
        if (exitCode === undefined) throw error;
        surroundings.warn(`interrupted: nothing was written to ${options.out}\n`);
        process.exitCode = exitCode;
      } finally {
        stop.release();
      }
    });
}

async function refuseBadUsage(
  command: Command,
  roster: string,
  { purpose, program, out }: ScreenOptions,
): Promise<void> {
  const usage = { exitCode: 2, code: 'hearthgate.usage' };
  if (program === undefined && needsProgram(compilePolicies(readPolicyTexts()), purpose)) {
    const known = AID_PROGRAMS.join(', ');
    command.error(
      `error: --purpose ${purpose} answers about a program only: add --program, one of ${known}`,
      usage,
    );
  }
  const [read, written] = await Promise.all(
    [roster, out].map((file) => realpath(file).catch(() => undefined)),
  );
  if (read !== undefined && read === written) {
    command.error('error: --out is the roster itself: choose another file', usage);
  }
}

interface ScreenArguments {
  readonly roster: string;
  readonly options: ScreenOptions;
  readonly surroundings: ScreenSurroundings;
  readonly signal: AbortSignal;
}

async function screen({ roster, options, surroundings, signal }: ScreenArguments): Promise<ScreeningSummary> {
  const { client, purpose, program } = options;
  const location = surroundings.locateIssuer(options.dataDir);
  const { role } = await findClient(location, client);
  const mask = screeningMask(policiesOf(location.dataDir), role, purpose);
  if (program !== undefined && !mask.viewFields.has('qualifies')) {
    surroundings.warn(`${purpose} does not show who qualifies: that column stays empty\n`);
  }
  const privateJwk = await readClientKey(location.dataDir, client);
  const progress = progressDisplay(process.stderr);
  try {
    return await screenRoster({
      rosterFile: roster,
      resultsFile: options.out,
      gatewayUrl: surroundings.gatewayUrl(location.dataDir),
      token: tokenSource({
        request: () =>
          requestAccessToken({
            issuerUrl: location.issuerUrl,
            clientId: client,
            privateJwk,
            authorizationDetails: authorizationDetailsFor({ purpose }),
          }),
        signal,
      }),
      client,
      mask,
      program,
      onProgress: progress.show,
      signal,
    });
  } finally {
    progress.close();
  }
}

/** The installation's own agreements where it has them; the gateway decides in any case. */
function policiesOf(dataDir: string): Policies {
  return compilePolicies(readPolicyTexts(hasAgreements(dataDir) ? dataDir : undefined));
}

async function findClient(location: IssuerLocation, id: string): Promise<RegisteredClient> {
  const found = (await listClients(location)).find((client) => client.id === id);
  if (found?.revokedAt === null && !found.senderConstrained) return found;
  if (!found) {
    throw new LocalError(
      'CLIENT_UNKNOWN',
      `no client is called ${id}: see "hearthgate client list", or register it with "hearthgate client add"`,
    );
  }
  throw found.revokedAt === null
    ? new LocalError(
        'KEY_UNUSABLE',
        `client ${id} is sender-constrained, and its tokens cannot screen: name another --client`,
      )
    : new LocalError('CLIENT_UNKNOWN', `client ${id} is revoked: name another --client`);
}
