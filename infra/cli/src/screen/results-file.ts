import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { ScreeningError } from './errors.ts';

export interface ResultsFile {
  write(bytes: Uint8Array): Promise<void>;
  /** Forgets what was written: the results come from the start again. */
  restart(): Promise<void>;
  /** The results under their own name, with the summary beside them, in place of what stood there. */
  complete(summary: object): Promise<void>;
  /** Removes what is unfinished. Whatever had the final name is as it was. */
  discard(): Promise<void>;
}

/** Statuses of minors: for whoever screens, not for everybody on the machine. */
const MODE = 0o600;

/**
 * Opens `FILE.part`, which `complete` renames: half a screening never stands under the final name. One that a killed
 * screening left there is overwritten.
 * @throws ScreeningError `RESULTS_UNUSABLE` when it cannot be written.
 */
export async function openResultsFile(file: string): Promise<ResultsFile> {
  const part = `${file}.part`;
  const summaryFile = `${file}.summary.json`;
  const summaryPart = `${summaryFile}.part`;
  for (const target of [file, summaryFile]) await refuseFolder(target);
  const handle = await openNew(part).catch((cause: unknown) => {
    throw unusable(file, cause);
  });
  const own = await handle.stat();
  const done = (work: Promise<unknown>): Promise<void> =>
    work.then(
      () => undefined,
      (cause: unknown) => {
        throw unusable(file, cause);
      },
    );
  return {
    write: (bytes) => done(handle.appendFile(bytes)),
    restart: () => done(handle.truncate()),
    complete: async (summary) => {
      await handle.sync();
      await handle.close();
      // Another screening into the same file has taken the name.
      if ((await stat(part).catch(() => undefined))?.ino !== own.ino) {
        throw new ScreeningError(
          'RESULTS_UNUSABLE',
          `${file}: another screening writes it; choose another --out`,
        );
      }
      await using summaryHandle = await openNew(summaryPart);
      await summaryHandle.writeFile(`${JSON.stringify(summary, null, 2)}\n`);
      await rename(part, file);
      await rename(summaryPart, summaryFile);
    },
    discard: async () => {
      await handle.close();
      if ((await stat(part).catch(() => undefined))?.ino === own.ino) await rm(part, { force: true });
      await rm(summaryPart, { force: true });
    },
  };
}

async function openNew(file: string): Promise<FileHandle> {
  await rm(file, { force: true });
  // Appending, so that what is written after a restart begins at the start.
  return open(file, 'ax', MODE);
}

async function refuseFolder(file: string): Promise<void> {
  const stats = await stat(file).catch(() => undefined);
  if (stats?.isDirectory()) throw new ScreeningError('RESULTS_UNUSABLE', `${file}: a folder; name a file`);
}

function unusable(file: string, cause: unknown): ScreeningError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
  return new ScreeningError(
    'RESULTS_UNUSABLE',
    code === 'ENOENT'
      ? `${file}: no such folder; make it, or choose another --out`
      : `${file}: cannot be written (${code}); choose another --out`,
    { cause },
  );
}
