import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { ScreeningError } from './errors.ts';

const stateSchema = z.strictObject({
  /** Its id at the gateway. */
  screening: z.string(),
  gateway: z.string(),
  client: z.string(),
  purpose: z.string(),
  program: z.string().nullable(),
  rosterSha256: z.string(),
  /** Results stand in the file already; what some agency did not answer can still be asked again. */
  completed: z.boolean(),
});

/** What takes up a screening again: who asked what about which file. Nothing of a student. */
export type ScreeningState = Readonly<z.output<typeof stateSchema>>;

/** What has to be the same for a command to take up a screening. */
export type ScreeningIdentity = Omit<ScreeningState, 'screening' | 'completed'>;

/** The file beside the results that names a screening which is under way. */
export function stateFileOf(resultsFile: string): string {
  return `${resultsFile}.screening.json`;
}

/**
 * The screening that was begun into these results, `undefined` where none was.
 * @throws ScreeningError `RESULTS_UNUSABLE` when its file says something else.
 */
export async function readState(resultsFile: string): Promise<ScreeningState | undefined> {
  const file = stateFileOf(resultsFile);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) {
      return undefined;
    }
    throw unusable(file, error);
  }
  try {
    return stateSchema.parse(JSON.parse(text));
  } catch (error) {
    throw unusable(file, error);
  }
}

/** Replaces the file as a whole: after a crash it names the one screening or the other. */
export async function writeState(resultsFile: string, state: ScreeningState): Promise<void> {
  const file = stateFileOf(resultsFile);
  await writeFile(`${file}.part`, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600, flush: true });
  await rename(`${file}.part`, file);
}

export async function removeState(resultsFile: string): Promise<void> {
  await rm(stateFileOf(resultsFile), { force: true });
}

/** What differs between a screening under way and the one that is asked for, in the command's words; `undefined` when nothing does. */
export function differenceFrom(state: ScreeningState, asked: ScreeningIdentity): string | undefined {
  if (state.gateway !== asked.gateway) return `at the gateway ${state.gateway}`;
  if (state.client !== asked.client) return `for --client ${state.client}`;
  if (state.purpose !== asked.purpose) return `for --purpose ${state.purpose}`;
  if (state.program !== asked.program) {
    return state.program === null ? 'without --program' : `for --program ${state.program}`;
  }
  return state.rosterSha256 === asked.rosterSha256
    ? undefined
    : 'of another roster, or of this one before it changed';
}

function unusable(file: string, cause: unknown): ScreeningError {
  return new ScreeningError(
    'RESULTS_UNUSABLE',
    `${file}: no screening can be read from it; remove it, or choose another --out`,
    { cause },
  );
}
