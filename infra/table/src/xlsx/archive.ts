import type { Readable } from 'node:stream';
import { openPromise } from 'yauzl';
import type { Entry } from 'yauzl';
import { MAX_ARCHIVE_ENTRIES } from '../limits.ts';
import { UnusableFile } from '../unusable-file.ts';

export interface Archive extends AsyncDisposable {
  has(part: string): boolean;
  /** Unpacks while it is read; never more than `maxBytes`, whatever the archive claims. */
  stream(part: string, maxBytes: number): Promise<Readable>;
}

const DAMAGED = 'a damaged .xlsx file or zip archive; save it again as .xlsx, or as CSV';

/**
 * The parts of a workbook by name (without regard to capitals, as the format has it). Declared sizes are checked before a
 * byte is unpacked, and yauzl ends a stream that runs over its declared size: that is what stops a zip bomb.
 * @throws UnusableFile when the archive is damaged, encrypted, or has too many or too large parts.
 */
export async function openArchive(file: string): Promise<Archive> {
  const damaged = (error: unknown) => new UnusableFile(file, DAMAGED, { cause: error });
  const zip = await openPromise(file, { autoClose: false, lazyEntries: true }).catch((error: unknown) => {
    throw damaged(error);
  });
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) {
      entries.set(entry.fileName.toLowerCase(), entry);
      if (entries.size > MAX_ARCHIVE_ENTRIES) throw new Error('too many entries');
    }
  } catch (error) {
    zip.close();
    throw damaged(error);
  }
  return {
    has: (part) => entries.has(part.toLowerCase()),
    async stream(part, maxBytes) {
      const entry = entries.get(part.toLowerCase());
      if (!entry) throw damaged(new Error(`no part ${part}`));
      if (entry.isEncrypted())
        throw new UnusableFile(file, 'protected by a password; save it as .xlsx without one');
      if (entry.uncompressedSize > maxBytes) {
        throw new UnusableFile(
          file,
          `unpacks to more than ${String(maxBytes)} bytes; split it, or save it as CSV`,
        );
      }
      return zip.openReadStreamPromise(entry).catch((error: unknown) => {
        throw damaged(error);
      });
    },
    [Symbol.asyncDispose]: () => {
      zip.close();
      return Promise.resolve();
    },
  };
}
