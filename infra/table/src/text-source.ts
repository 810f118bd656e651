import { createReadStream } from 'node:fs';

/** Bytes of a text table, and what to call them in errors. */
export interface TextSource {
  readonly name: string;
  /** All bytes from the first on, anew each time. */
  bytes(): AsyncIterable<Uint8Array>;
}

/** A file as the source of a text table. */
export function fileSource(file: string): TextSource {
  return { name: file, bytes: () => createReadStream(file) };
}
