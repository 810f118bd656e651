import { realpath } from 'node:fs/promises';
import { connectToGateway, type Screenings } from '@hearthgate/client/source';
import {
  hasAgreements,
  type IssuerLocation,
  listClients,
  LocalError,
  parseConfig,
  readClientKey,
  readPolicyTexts,
  readRunFile,
  type RegisteredClient,
  watchParent,
} from '@hearthgate/local';
import { compilePolicies, type Policies } from '@hearthgate/policies';
import { AID_PROGRAMS, type AidProgram, type Purpose, PURPOSES } from '@hearthgate/schema';
import { type Command, Option } from 'commander';
import { commandSurroundings, type CommandSurroundings } from './command-surroundings.ts';
import { dataDirOption } from './data-dir-option.ts';
import { cancelScreening } from './screen/cancel-screening.ts';
import { needsProgram } from './screen/needs-program.ts';
import { progressDisplay } from './screen/progress-display.ts';
import { type ScreenedRoster, screenRoster } from './screen/screen-roster.ts';
import { screeningMask } from './screen/screening-mask.ts';
import { readState } from './screen/screening-state.ts';
import { screeningTable } from './screen/screening-table.ts';
import { stoppable } from './screen/stoppable.ts';

interface ScreenOptions {
  readonly client: string;
  readonly purpose: Purpose;
  readonly program?: AidProgram;
  readonly out: string;
  readonly resume?: boolean;
  readonly cancel?: boolean;
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
 * stands in the results, whatever its outcome; 130 after Ctrl-C, and the same command takes the screening up again. Failures
 * are thrown (exit 1); bad usage is commander's.
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
    .addOption(
      new Option('--resume', 'ask again about those whom some agency did not answer').conflicts('cancel'),
    )
    .option('--cancel', 'end the screening that was begun into this file, and erase it at the gateway')
    .option('--json', 'print the summary as JSON')
    .addOption(dataDirOption())
    .action(async (roster: string, options: ScreenOptions) => {
      await refuseBadUsage(command, roster, options);
      const stop = stoppable();
      if (parseConfig({ dataDir: options.dataDir }).startedByNpm) watchParent(() => stop.stop('SIGHUP'));
      try {
        await carryOut({ roster, options, surroundings, signal: stop.signal });
      } catch (error) {
        const exitCode = stop.exitCode();
        if (exitCode === undefined) throw error;
        surroundings.warn(await interrupted(options.out));
        process.exitCode = exitCode;
      } finally {
        stop.release();
      }
    });
}

async function refuseBadUsage(
  command: Command,
  roster: string,
  { purpose, program, out, cancel }: ScreenOptions,
): Promise<void> {
  if (cancel === true) return;
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

async function carryOut({ roster, options, surroundings, signal }: ScreenArguments): Promise<void> {
  const { client, purpose, out } = options;
  const location = surroundings.locateIssuer(options.dataDir);
  const gatewayUrl = surroundings.gatewayUrl(location.dataDir);
  const registered = await findClient(location, client);
  if (options.cancel === true) {
    const screenings = await screeningsOf(registered, { location, gatewayUrl, purpose });
    const id = await cancelScreening({ resultsFile: out, gatewayUrl, screenings, client, purpose, signal });
    surroundings.print(`screening ${id} is ended, and erased at the gateway\n`);
    return;
  }
  const mask = screeningMask(policiesOf(location.dataDir), registered, purpose);
  if (options.program !== undefined && !mask.viewFields.has('qualifies')) {
    surroundings.warn(`${purpose} does not show who qualifies: that column stays empty\n`);
  }
  const screenings = await screeningsOf(registered, { location, gatewayUrl, purpose });
  const programIsShown = mask.viewFields.has('qualifies');
  const screened = await screen({ roster, options, gatewayUrl, screenings, programIsShown, signal });
  surroundings.print(
    options.json === true ? `${JSON.stringify(screened.summary, null, 2)}\n` : screeningTable(screened),
  );
}

interface ScreenWith {
  readonly roster: string;
  readonly options: ScreenOptions;
  readonly gatewayUrl: string;
  readonly screenings: Screenings;
  readonly programIsShown: boolean;
  readonly signal: AbortSignal;
}

async function screen({ roster, options, ...rest }: ScreenWith): Promise<ScreenedRoster> {
  const { client, purpose, program, resume, out } = options;
  const progress = progressDisplay(process.stderr);
  try {
    return await screenRoster({
      ...rest,
      rosterFile: roster,
      resultsFile: out,
      client,
      purpose,
      program,
      resume,
      onProgress: progress.show,
    });
  } finally {
    progress.close();
  }
}

interface AskedFor {
  readonly location: IssuerLocation;
  readonly gatewayUrl: string;
  readonly purpose: Purpose;
}

async function screeningsOf(
  { id, senderConstrained }: RegisteredClient,
  { location, gatewayUrl, purpose }: AskedFor,
): Promise<Screenings> {
  const gateway = await connectToGateway({
    gatewayUrl,
    credentials: {
      issuerUrl: location.issuerUrl,
      clientId: id,
      privateKey: await readClientKey(location.dataDir, id),
      dpop: senderConstrained,
    },
  });
  return gateway.forPurpose(purpose).screenings;
}

async function interrupted(out: string): Promise<string> {
  const begun = await readState(out).catch(() => undefined);
  return begun?.completed === false
    ? 'interrupted: the same command takes the screening up again; with --cancel it ends\n'
    : `interrupted: nothing was written to ${out}\n`;
}

/** The installation's own agreements where it has them; the gateway decides in any case. */
function policiesOf(dataDir: string): Policies {
  return compilePolicies(readPolicyTexts(hasAgreements(dataDir) ? dataDir : undefined));
}

async function findClient(location: IssuerLocation, id: string): Promise<RegisteredClient> {
  const found = (await listClients(location)).find((client) => client.id === id);
  if (found?.revokedAt === null) return found;
  throw found
    ? new LocalError('CLIENT_UNKNOWN', `client ${id} is revoked: name another --client`)
    : new LocalError(
        'CLIENT_UNKNOWN',
        `no client is called ${id}: see "hearthgate client list", or register it with "hearthgate client add"`,
      );
}
