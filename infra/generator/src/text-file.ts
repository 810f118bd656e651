import { type FileHandle, open } from 'node:fs/promises';
import { FLUSH_AT_CHARACTERS } from './table-writer.ts';

/** A file that grows by text, in any encoding, holding no more than a buffer of it. */
export class TextFile {
  readonly #file: FileHandle;
  readonly #encode: (text: string) => Uint8Array;
  #pending: string[] = [];
  #pendingCharacters = 0;

  private constructor(file: FileHandle, encode: (text: string) => Uint8Array) {
    this.#file = file;
    this.#encode = encode;
  }

  static async create(
    path: string,
    encode = (text: string): Uint8Array => Buffer.from(text),
  ): Promise<TextFile> {
    return new TextFile(await open(path, 'w'), encode);
  }

  append(text: string): void {
    this.#pending.push(text);
    this.#pendingCharacters += text.length;
  }

  async flush(atCharacters = FLUSH_AT_CHARACTERS): Promise<void> {
    if (this.#pendingCharacters < atCharacters) return;
    const text = this.#pending.join('');
    this.#pending = [];
    this.#pendingCharacters = 0;
    await this.#file.appendFile(this.#encode(text));
  }

  async close(): Promise<void> {
    await this.flush(1);
    await this.#file.close();
  }
}
