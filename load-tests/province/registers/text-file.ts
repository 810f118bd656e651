import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

const flushAtCharacters = 262_144;

/** A text file that grows line by line, in any length, of which no more than a buffer is held. */
export class TextFile implements AsyncDisposable {
  readonly #stream: WriteStream;
  #pending = '';

  constructor(path: string) {
    this.#stream = createWriteStream(path);
  }

  line(text: string): void {
    this.#pending += `${text}\n`;
  }

  /** To be called now and then: writes what is enough for a write, and waits for the disk. */
  async flush(atCharacters = flushAtCharacters): Promise<void> {
    if (this.#pending.length < atCharacters) return;
    const text = this.#pending;
    this.#pending = '';
    if (!this.#stream.write(text)) await once(this.#stream, 'drain');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#stream.destroyed) {
      await this.flush(1);
      this.#stream.end();
    }
    await finished(this.#stream);
  }
}
