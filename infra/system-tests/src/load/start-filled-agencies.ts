import { type ChildProcess, fork } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withClient } from '@hearthgate/database';
import { addSigningKey } from '@hearthgate/gateway/administration';
import { AgencyCaller, watchSigningKeys } from '@hearthgate/gateway/lanes';
import { policyFolder } from '@hearthgate/policies';
import { AGENCIES, type AgencyName } from '@hearthgate/schema';
import { freePort, startPostgresForTests } from '@hearthgate/tools';
import { provisionAgenciesForTests } from '../agency-databases-for-tests.ts';
import { fillAgencies } from './fill-agencies.ts';

export interface FilledAgenciesOptions {
  readonly students: number;
  readonly people: number;
  /** Node's own flags for one of the agencies, such as those of its profiler. */
  readonly flagsOf: (agency: AgencyName) => readonly string[];
}

export interface FilledAgencies extends AsyncDisposable {
  readonly caller: AgencyCaller;
  /** Process ids; Postgres is the one that started all its others. */
  readonly pids: Readonly<Record<AgencyName | 'postgres', number>>;
}

/** Real agencies as processes, over a Postgres of their own that holds made-up registers, and a gateway's caller of them. */
export async function startFilledAgencies(options: FilledAgenciesOptions): Promise<FilledAgencies> {
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'hearthgate-bulk-'));
  stack.defer(() => rm(folder, { recursive: true }));
  const postgres = await startPostgresForTests();
  stack.defer(() => postgres.stop());
  const databases = await provisionAgenciesForTests(postgres.url);
  await fillAgencies({ ...options, databaseUrl: (agency) => databases.databaseUrl(agency, 'owner') });

  const signingKeysFile = join(folder, 'signing.json');
  await writeFile(signingKeysFile, JSON.stringify(addSigningKey([], new Date())));
  const signingKeys = stack.use(watchSigningKeys({ file: signingKeysFile, reportFault: () => undefined }));
  const keyServer = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(signingKeys.published()));
  });
  await new Promise<void>((resolve) => keyServer.listen(0, '127.0.0.1', resolve));
  stack.defer(() => {
    keyServer.closeAllConnections();
    keyServer.close();
  });
  const gatewayUrl = `http://127.0.0.1:${String((keyServer.address() as AddressInfo).port)}`;

  const agreements = join(folder, 'agreements');
  await cp(new URL('./agencies/', policyFolder), agreements, { recursive: true });
  const started = await Promise.all(
    AGENCIES.map(async (agency) => {
      const port = await freePort();
      const url = `http://127.0.0.1:${String(port)}`;
      const child = fork(new URL('./agency-under-load.ts', import.meta.url), [agency], {
        execArgv: [...options.flagsOf(agency)],
        env: {
          PATH: '/usr/bin:/bin',
          NODE_ENV: 'production',
          HEARTHGATE_AGENCY_PORT: String(port),
          HEARTHGATE_AGENCY_DATABASE_URL: databases.databaseUrl(agency, 'service'),
          HEARTHGATE_AGENCY_OPERATOR_DATABASE_URL: databases.databaseUrl(agency, 'operator'),
          HEARTHGATE_AGENCY_PUBLIC_URL: url,
          HEARTHGATE_AGENCY_GATEWAY_URL: gatewayUrl,
          HEARTHGATE_AGENCY_ISSUER: 'http://127.0.0.1:9',
          HEARTHGATE_AGENCY_AGREEMENT_FILE: join(agreements, agency, 'agreement.cedar'),
        },
      });
      stack.defer(() => ended(child));
      await ready(child);
      return { agency, url, pid: child.pid ?? 0 };
    }),
  );
  const byAgency = <Value>(value: (one: (typeof started)[number]) => Value): Record<AgencyName, Value> =>
    Object.fromEntries(started.map((one) => [one.agency, value(one)])) as Record<AgencyName, Value>;
  const caller = stack.use(
    new AgencyCaller({ agencyUrls: byAgency(({ url }) => url), publicUrl: gatewayUrl, signingKeys }),
  );
  const pids = { ...byAgency(({ pid }) => pid), postgres: await postmasterOf(postgres.url) };
  const resources = stack.move();
  return { caller, pids, [Symbol.asyncDispose]: () => resources.disposeAsync() };
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('message', () => {
      resolve();
    });
    child.once('exit', (code) => {
      reject(new Error(`an agency ended with ${String(code)}`));
    });
  });
}

async function ended(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.disconnect();
  await gone;
}

function postmasterOf(url: string): Promise<number> {
  return withClient(url, async (admin) => {
    const { rows } = await admin.query<{ line: string }>(
      `select split_part(pg_read_file('postmaster.pid'), e'\\n', 1) as line`,
    );
    return Number(rows[0]?.line);
  });
}
