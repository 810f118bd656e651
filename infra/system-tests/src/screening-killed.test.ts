import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { AGENCIES } from '@hearthgate/schema';
import { freePort } from '@hearthgate/tools';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { AskedOfAgency } from './agency-tap.ts';
import { importLianhe, lianheFolder } from './lianhe.ts';
import { screeningClient } from './screening-client.ts';
import { screeningDatabase } from './screening-database.ts';
import { startSystem, type SystemUnderTest } from './start-system.ts';

const school = '3499107001';
const claims = { role: 'SCHOOL_AID_OFFICE', location: school, purpose: 'AID_ELIGIBILITY' };
const service = createRequire(import.meta.url).resolve('@hearthgate/gateway/screening-worker');

let system: SystemUnderTest;
let roster: string;
const processes: ChildProcess[] = [];
beforeAll(async () => {
  system = await startSystem(inject('postgresUrl'));
  await importLianhe(system);
  // The school's students first, then so many strangers that there are three chunks.
  const strangers = Array.from({ length: 4_000 }, (_, n) => `J${String(n).padStart(18, '0')}`);
  const own = await readFile(join(lianheFolder, `名单-${school}.csv`), 'utf8');
  roster = [...own.trimEnd().split(/\r?\n/), ...strangers, ''].join('\n');
});
afterAll(async () => {
  for (const child of processes) child.kill('SIGKILL');
  await system[Symbol.asyncDispose]();
});

/** A worker that is a process of its own, as the supervisor starts it. */
async function startWorkerProcess(): Promise<ChildProcess> {
  const { gatewayConfig: config } = system;
  const child = fork(service, [], {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: {
      PATH: process.env['PATH'],
      HEARTHGATE_SCREENING_PORT: String(await freePort()),
      HEARTHGATE_SCREENING_PUBLIC_URL: config.publicUrl,
      HEARTHGATE_SCREENING_AGENCIES: AGENCIES.map((agency) => `${agency}=${config.agencyUrls[agency]}`).join(
        ',',
      ),
      HEARTHGATE_SCREENING_DATABASE_URL: config.databaseUrl,
      HEARTHGATE_SCREENING_AGREEMENTS_DIR: config.agreementsFolder,
      HEARTHGATE_SCREENING_SIGNING_KEYS_FILE: config.signingKeysFile,
      HEARTHGATE_SCREENING_AUDIT_WRITER_URL: config.auditLog.writerUrl,
      HEARTHGATE_SCREENING_AUDIT_READER_URL: config.auditLog.readerUrl,
      HEARTHGATE_SCREENING_CHECKPOINT_KEYS_FILE: config.auditLog.checkpointKeysFile,
      HEARTHGATE_SCREENING_SUBJECT_KEYS_FILE: config.auditLog.subjectKeysFile,
      HEARTHGATE_SCREENING_KEYS_FILE: config.screeningKeysFile,
    },
  });
  processes.push(child);
  const [message] = (await once(child, 'message')) as [unknown];
  expect(message).toBe('ready');
  return child;
}

test(
  'a worker that is killed in mid-chunk loses nothing and repeats nothing',
  { timeout: 90_000 },
  async () => {
    const client = screeningClient(system, claims);
    const victim = await startWorkerProcess();
    const held = Promise.withResolvers<undefined>();
    const { orphans } = system.taps;
    const aboutPersons = (): AskedOfAgency[] => orphans.asked.filter(({ variables }) => 'refs' in variables);
    const reached = Promise.withResolvers<undefined>();
    // The first that is about persons, and none of what is asked about the register alone.
    Object.defineProperty(orphans, 'held', {
      get: () => {
        const [first] = aboutPersons();
        if (first === undefined || first !== orphans.asked.at(-1)) return undefined;
        reached.resolve(undefined);
        return held.promise;
      },
    });
    const created = await client.create();
    await client.upload(created, roster);
    // One chunk waits for an agency, the others, in which is nobody for it to be asked about, are answered.
    await client.wait(created.id, ({ progress }) => progress.complete > 2_000);
    await reached.promise;
    expect(aboutPersons()).toHaveLength(1);
    victim.kill('SIGKILL');
    await once(victim, 'exit');
    held.resolve(undefined);

    await using worker = await system.startScreeningWorker();
    const screening = await client.wait(created.id);
    const { screening: undisturbed, results } = await client.screen(roster);
    expect(await client.results(created.id)).toBe(results);
    expect(screening).toMatchObject({
      status: 'COMPLETED',
      progress: { ...undisturbed.progress, total: 4_302, complete: 4_302, unanswered: 0 },
      summary: undisturbed.summary!,
    });
    const chunks = await screeningDatabase(system).asOwner(
      'select chunk from screening.result_chunk where screening = $1 order by chunk',
      [created.id],
    );
    expect(chunks).toEqual([{ chunk: 0 }, { chunk: 1 }, { chunk: 2 }]);
    // What the dead one had asked it did not get to log: the chunk was asked about twice, and is in the log once.
    const leaves = (await system.auditLog.leaves()).filter(({ leaf }) => leaf['screening'] === created.id);
    const asked = leaves.filter(({ leaf }) => (leaf['disclosures'] as unknown[]).length > 0);
    expect(asked).toHaveLength(3);
    expect(aboutPersons()).toHaveLength(3);
    await worker.close();
  },
);
