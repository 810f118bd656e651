import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { startCuttingProxy } from './cutting-proxy.ts';
import { lianheFolder } from './lianhe.ts';
import {
  type Desk,
  openDesk,
  openScreeningOffice,
  type Outcome,
  patience,
  school,
  type ScreeningOffice,
} from './screen-as-user.ts';
import type { ScreeningWorkerForTests } from './start-system.ts';

// Of a whole system, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let office: ScreeningOffice;
let worker: ScreeningWorkerForTests | undefined;
let rosterText: string;
let desk: Desk;
beforeAll(async () => {
  office = await openScreeningOffice(inject('postgresUrl'));
  rosterText = await readFile(join(lianheFolder, `名单-${school}.csv`), 'utf8');
});
afterAll(async () => {
  await worker?.close();
  await office[Symbol.asyncDispose]();
});
beforeEach(async () => {
  desk = await openDesk(office, rosterText);
  worker ??= await office.startWorker();
});
afterEach(async () => {
  for (const tap of Object.values(office.system.taps)) tap.state = 'passes';
  await desk[Symbol.asyncDispose]();
});

const asSchool = '--client school --purpose AID_ELIGIBILITY';
const restWorker = async (): Promise<void> => {
  await worker?.close();
  worker = undefined;
};

/** Interrupted while no worker is there to carry it out. */
async function interrupt(signal: NodeJS.Signals = 'SIGINT'): Promise<Outcome> {
  await restWorker();
  return desk.screen(asSchool, () => {
    process.emit(signal, signal);
    // npm passes on what the terminal has told already.
    process.emit(signal, signal);
  });
}

describe('interrupted', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'by %s: exit %i, what stood there stays, and the same command takes it up',
    async (signal, code) => {
      await writeFile(desk.results, 'older');
      const listeners = process.listenerCount(signal);
      const { error, err, exitCode } = await interrupt(signal);
      expect({ error, exitCode }).toEqual({ error: undefined, exitCode: code });
      expect(err).toBe('interrupted: the same command takes the screening up again; with --cancel it ends\n');
      expect(await desk.files()).toEqual(['results.csv', 'results.csv.screening.json', 'roster.csv']);
      expect(await desk.resultsText()).toBe('older');
      expect(await readFile(`${desk.results}.screening.json`, 'utf8')).not.toMatch(/[GJL]\d{17}/);
      expect(process.listenerCount(signal)).toBe(listeners);
      const { screening } = await desk.state();

      worker = await office.startWorker();
      expect((await desk.screen(asSchool)).error).toBeUndefined();
      expect(await desk.summary()).toMatchObject({ screening, rows: 302 });
      expect(await desk.files()).toEqual(['results.csv', 'results.csv.summary.json', 'roster.csv']);
    },
  );

  test('before the roster was in: the same command sends it, and begins no other', async () => {
    await interrupt();
    const interrupted = await desk.state();
    const screenings = await office.screeningsOf('school');
    const { id } = await screenings.create();
    const proxy = await startCuttingProxy(office.system.url);
    proxy.cutsUpwards.push(3_000, 3_000);
    const through = await office.screeningsOf('school', 'AID_ELIGIBILITY', proxy.url);
    const stopping = new AbortController();
    const upload = through.upload(id, new Blob([rosterText]), { signal: stopping.signal });
    await vi.waitFor(() => {
      expect(proxy.cutsUpwards).toEqual([]);
    }, patience);
    stopping.abort();
    await expect(upload).rejects.toThrow();
    await proxy[Symbol.asyncDispose]();
    expect((await screenings.get(id)).status).toBe('AWAITING_ROSTER');
    await writeFile(`${desk.results}.screening.json`, JSON.stringify({ ...interrupted, screening: id }));

    worker = await office.startWorker();
    expect((await desk.screen(asSchool)).error).toBeUndefined();
    expect(await desk.summary()).toMatchObject({ screening: id, rows: 302, outcomes: { INVALID_NUMBER: 1 } });
  });

  test('--cancel ends it, and the next begins anew', async () => {
    await interrupt();
    const { screening } = await desk.state();
    const { out, error } = await desk.screen(`${asSchool} --cancel`);
    expect({ out, error }).toEqual({
      out: `screening ${screening} is ended, and erased at the gateway\n`,
      error: undefined,
    });
    const screenings = await office.screeningsOf('school');
    expect((await screenings.get(screening)).status).toBe('CANCELLED');
    await expect(screenings.results(screening)).rejects.toMatchObject({ code: 'SCREENING_NOT_COMPLETED' });
    expect(await desk.files()).toEqual(['roster.csv']);

    worker = await office.startWorker();
    await desk.screen(asSchool);
    expect((await desk.summary())['screening']).not.toBe(screening);
  });

  test('another roster, purpose or program into the same results is refused, and changes nothing', async () => {
    await interrupt();
    const before = await desk.state();
    const refused = async (options: string, words: RegExp): Promise<void> => {
      const { error } = await desk.screen(options);
      expect(error).toMatchObject({ code: 'RESULTS_UNUSABLE' });
      expect((error as Error).message).toMatch(words);
      expect((error as Error).message).toMatch(/^[^\n]+--cancel[^\n]+$/);
      expect(await desk.state()).toEqual(before);
    };
    await refused('--client bound --purpose AID_ELIGIBILITY', /for --client school/);
    await refused(`${asSchool} --program SENIOR_NATIONAL_GRANT`, /without --program/);
    await writeFile(desk.roster, `${rosterText}x\n`);
    await refused(asSchool, /of another roster, or of this one before it changed/);
    const { error } = await desk.screen('--client bound --purpose AID_ELIGIBILITY --cancel');
    expect((error as Error).message).toMatch(/begun with --client school --purpose AID_ELIGIBILITY/);
    expect((await desk.screen(`${asSchool} --cancel`)).error).toBeUndefined();
  });

  test('no, but ended by somebody else meanwhile: it is said, and the next begins anew', async () => {
    await restWorker();
    const screenings = await office.screeningsOf('school');
    let ended = '';
    const { error } = await desk.screen(asSchool, async (screening) => {
      await screenings.cancel(screening);
      ended = screening;
    });
    expect(error).toMatchObject({ code: 'SCREENING_ENDED' });
    expect((error as Error).message).toBe('the screening was cancelled meanwhile; screen again');
    expect(await desk.files()).toEqual(['roster.csv']);
    worker = await office.startWorker();
    expect((await desk.screen(asSchool)).error).toBeUndefined();
    expect((await desk.summary())['screening']).not.toBe(ended);
  });
});

describe('an agency that does not answer', () => {
  test('leaves UNKNOWN; --resume asks again about those alone, and a new command about all', async () => {
    await desk.screen(asSchool);
    const whole = await desk.resultsText();
    office.system.taps.disability.state = 'breaks';
    const { out, error } = await desk.screen(asSchool);
    expect(error).toBeUndefined();
    expect(out).toMatch(/an agency did not answer about [\d,]+ students, who are UNKNOWN: .* --resume /);
    const { screening, completed } = await desk.state();
    expect(completed).toBe(true);
    expect(await desk.summary()).toMatchObject({ screening, registersMissing: ['disability'] });
    expect(new Set((await desk.resultRows()).map((row) => row[5]))).toEqual(
      new Set(['disability', 'UNKNOWN', '']),
    );

    office.system.taps.disability.state = 'passes';
    // An agency that failed so often is spared for a second before it is asked again.
    while ((await desk.files()).includes('results.csv.screening.json')) {
      expect((await desk.screen(`${asSchool} --resume`)).error).toBeUndefined();
    }
    expect(await desk.resultsText()).toBe(whole);
    expect((await desk.summary())['screening']).toBe(screening);
    expect(await desk.files()).toEqual(['results.csv', 'results.csv.summary.json', 'roster.csv']);

    const { error: nothing } = await desk.screen(`${asSchool} --resume`);
    expect(nothing).toMatchObject({ code: 'SCREENING_UNKNOWN' });
    await desk.screen(asSchool);
    expect((await desk.summary())['screening']).not.toBe(screening);
  });
});
