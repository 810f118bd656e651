import { type FileHandle, open } from 'node:fs/promises';
import { crc32, createDeflateRaw } from 'node:zlib';

interface Entry {
  readonly name: string;
  readonly crc: number;
  readonly compressedBytes: number;
  readonly bytes: number;
  readonly offset: number;
}

/** UTF-8 names, and sizes that follow the data: what is written in one pass knows them only at its end. */
const FLAGS = 0x0808;
const DEFLATE = 8;
/** 1980-01-01, the first day of ZIP's calendar: equal seeds are to make equal bytes. */
const DOS_DATE = 0x0021;
const LIMIT = 0xffff_ffff;

/** Writes a ZIP file (APPNOTE 6.3.3, without ZIP64: up to 4 GB) entry after entry, in flat memory. */
export class ZipWriter {
  readonly #file: FileHandle;
  readonly #entries: Entry[] = [];
  #offset = 0;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  static async create(path: string): Promise<ZipWriter> {
    return new ZipWriter(await open(path, 'w'));
  }

  /** Begins an entry; `end` must be awaited before the next one. */
  async entry(name: string): Promise<{ write(text: string): Promise<void>; end(): Promise<void> }> {
    const offset = this.#offset;
    await this.#append(localHeader(name));
    const dataAt = this.#offset;
    const deflate = createDeflateRaw({ level: 1 });
    let crc = 0;
    let bytes = 0;
    const stored = (async () => {
      for await (const chunk of deflate) await this.#append(chunk as Buffer);
    })();
    return {
      write: async (text) => {
        const chunk = Buffer.from(text);
        crc = crc32(chunk, crc);
        bytes += chunk.length;
        await new Promise<void>((resolve, reject) => {
          deflate.write(chunk, (error) => {
            if (error) reject(error);
            else resolve();
          });
        });
      },
      end: async () => {
        deflate.end();
        await stored;
        const entry = { name, crc, compressedBytes: this.#offset - dataAt, bytes, offset };
        if (entry.bytes > LIMIT || this.#offset > LIMIT)
          throw new RangeError('more than 4 GB: ZIP64 is needed');
        await this.#append(dataDescriptor(entry));
        this.#entries.push(entry);
      },
    };
  }

  async close(): Promise<void> {
    const directoryAt = this.#offset;
    for (const entry of this.#entries) await this.#append(directoryRecord(entry));
    await this.#append(endOfDirectory(this.#entries.length, directoryAt, this.#offset - directoryAt));
    await this.#file.close();
  }

  async #append(bytes: Buffer): Promise<void> {
    await this.#file.appendFile(bytes);
    this.#offset += bytes.length;
  }
}

/** Fields of 2 and 4 bytes, little-endian: [bytes, value]. */
function packed(...fields: readonly (readonly [2 | 4, number])[]): Buffer {
  return Buffer.concat(
    fields.map(([size, value]) => {
      const field = Buffer.alloc(size);
      field.writeUIntLE(value, 0, size);
      return field;
    }),
  );
}

function localHeader(name: string): Buffer {
  const encoded = Buffer.from(name);
  const sizes = [
    [4, 0],
    [4, 0],
    [4, 0],
  ] as const;
  return Buffer.concat([
    packed(
      [4, 0x04034b50],
      [2, 20],
      [2, FLAGS],
      [2, DEFLATE],
      [2, 0],
      [2, DOS_DATE],
      ...sizes,
      [2, encoded.length],
      [2, 0],
    ),
    encoded,
  ]);
}

function dataDescriptor({ crc, compressedBytes, bytes }: Entry): Buffer {
  return packed([4, 0x08074b50], [4, crc], [4, compressedBytes], [4, bytes]);
}

function directoryRecord({ name, crc, compressedBytes, bytes, offset }: Entry): Buffer {
  const encoded = Buffer.from(name);
  const sizes = [
    [4, crc],
    [4, compressedBytes],
    [4, bytes],
  ] as const;
  return Buffer.concat([
    packed([4, 0x02014b50], [2, 20], [2, 20], [2, FLAGS], [2, DEFLATE], [2, 0], [2, DOS_DATE], ...sizes, [
      2,
      encoded.length,
    ]),
    packed([2, 0], [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]),
    encoded,
  ]);
}

function endOfDirectory(entries: number, offset: number, bytes: number): Buffer {
  return packed([4, 0x06054b50], [2, 0], [2, 0], [2, entries], [2, entries], [4, bytes], [4, offset], [2, 0]);
}
