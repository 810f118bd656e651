import { realpath } from 'node:fs/promises';
import { connectToGateway, type Screenings } from '@hearthgate/client/source';
import { hasAgreements, readPolicyTexts } from '@hearthgate/local/agreements';
import { listClients, type RegisteredClient } from '@hearthgate/local/clients';
import { parseConfig } from '@hearthgate/local/config';
import { LocalError } from '@hearthgate/local/errors';
import type { IssuerLocation } from '@hearthgate/local/issuer-location';
import { readClientKey } from '@hearthgate/local/tokens';
import { watchParent } from '@hearthgate/local/watch-parent';
import { compilePolicies, type Policies } from '@hearthgate/policies';
import { AID_PROGRAMS, type AidProgram, type Purpose } from '@hearthgate/schema';
import type { Command } from 'commander';
import type { CommandSurroundings } from '../command-surroundings.ts';
import type { Paper } from '../paper.ts';
import { cancelScreening } from './cancel-screening.ts';
import { needsProgram } from './needs-program.ts';
import { progressDisplay } from './progress-display.ts';
import { type ScreenedRoster, screenRoster } from './screen-roster.ts';
import { screeningMask } from './screening-mask.ts';
import { readState } from './screening-state.ts';
import { screeningTable } from './screening-table.ts';
import { stoppable } from './stoppable.ts';

export interface ScreenOptions {
  readonly client: string;
  readonly purpose: Purpose;
  readonly program?: AidProgram;
  readonly out: string;
  readonly resume?: boolean;
  readonly cancel?: boolean;
  readonly json?: boolean;
  readonly dataDir?: string;
}

export interface ScreenSurroundings extends CommandSurroundings, Paper {
  readonly gatewayUrl: (dataDir: string) => string | Promise<string>;
}

export interface RunScreenOptions {
  /** Says what is bad usage. */
  readonly command: Command;
  readonly roster: string;
  readonly options: ScreenOptions;
  readonly surroundings: ScreenSurroundings;
}

/** What `screen` does, but for its usage. */
export async function runScreen({ command, roster, options, surroundings }: RunScreenOptions): Promise<void> {
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
  const location = await surroundings.locateIssuer(options.dataDir);
  const gatewayUrl = await surroundings.gatewayUrl(location.dataDir);
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
