import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectMask } from '@hearthgate/policies/testing';
import { parse } from 'csv-parse/sync';
import { screenRoster, type ScreenRosterOptions, type ScreeningSummary } from './screen-roster.ts';

export interface ScreeningForTests extends AsyncDisposable {
  readonly folder: string;
  readonly resultsFile: string;
  screen(rosterText: string, options?: Partial<ScreenRosterOptions>): Promise<ScreeningSummary>;
  /** Cells of the results, header included. */
  results(): Promise<string[][]>;
  firstCells(): Promise<string[]>;
}

/** A folder for a roster and its results; a screening asks this gateway, for a school's AID_ELIGIBILITY unless told. */
export async function prepareScreening(gatewayUrl: string): Promise<ScreeningForTests> {
  const folder = await mkdtemp(join(tmpdir(), 'hearthgate-test-'));
  const resultsFile = join(folder, 'results.csv');
  const mask = projectMask('SCHOOL_AID_OFFICE', 'AID_ELIGIBILITY');
  if (!mask) throw new Error('schools may screen');
  const results = async (): Promise<string[][]> => parse(await readFile(resultsFile), { bom: true });
  return {
    folder,
    resultsFile,
    screen: async (rosterText, options = {}) => {
      const rosterFile = options.rosterFile ?? join(folder, 'roster.csv');
      await writeFile(rosterFile, rosterText);
      return screenRoster({
        rosterFile,
        resultsFile,
        gatewayUrl,
        token: () => Promise.resolve('token'),
        client: 'school',
        mask,
        retryPausesMs: [1, 1],
        ...options,
      });
    },
    results,
    firstCells: async () => (await results()).slice(1).map(([cell = '']) => cell),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

/** The nth of a thousand student numbers; `J` numbers have no check digit. */
export function studentNumber(n: number): string {
  return `J99010820080101${String(n).padStart(3, '0')}${String(n % 8)}`;
}

/** A roster with these cells and no other column. */
export function rosterOf(cells: readonly string[]): string {
  return `学籍号\n${cells.map((cell) => `${cell}\n`).join('')}`;
}
