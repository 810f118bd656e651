import type { Readable } from 'node:stream';
import { MAX_CELL_CHARACTERS, MAX_SHARED_STRING_BYTES } from '../limits.ts';
import { UnusableFile } from '../unusable-file.ts';
import { decodeEscapes } from './decode-escapes.ts';
import { readWholeXml } from './read-whole-xml.ts';

export interface SharedStrings {
  get(index: number): string | undefined;
}

export const NO_SHARED_STRINGS: SharedStrings = { get: () => undefined };

/**
 * All texts of a workbook that its cells refer to by index, packed as UTF-8 into one buffer: an ID number takes 22 bytes
 * instead of some 50 as a string of its own. Formatting and phonetic guides are left out.
 * @throws UnusableFile above 256 MiB.
 */
export async function readSharedStrings(file: string, stream: Readable): Promise<SharedStrings> {
  let bytes = Buffer.alloc(65_536);
  let ends = new Uint32Array(4096);
  let count = 0;
  let used = 0;
  let text = '';
  let inText = false;
  let phonetic = false;

  const append = (value: string) => {
    const needed = used + Buffer.byteLength(value);
    if (needed > MAX_SHARED_STRING_BYTES) {
      throw new UnusableFile(file, 'holds more text than can be read as XLSX; save it as CSV in UTF-8');
    }
    if (needed > bytes.length) bytes = Buffer.concat([bytes], Math.max(needed, bytes.length * 2));
    if (count === ends.length) {
      const larger = new Uint32Array(count * 2);
      larger.set(ends);
      ends = larger;
    }
    used += bytes.write(value, used);
    ends[count] = used;
    count += 1;
  };
  const handlers = {
    open(name: string) {
      if (name === 'si') text = '';
      else if (name === 'rPh') phonetic = true;
      else if (name === 't') inText = !phonetic;
    },
    text(part: string) {
      if (!inText) return;
      text += part;
      if (text.length > MAX_CELL_CHARACTERS) throw new Error('text without end');
    },
    close(name: string) {
      if (name === 'si') append(decodeEscapes(text));
      else if (name === 'rPh') phonetic = false;
      else if (name === 't') inText = false;
    },
  };
  await readWholeXml({ file, stream, handlers });
  return {
    get(index) {
      if (!(index >= 0 && index < count)) return undefined;
      return bytes.toString('utf8', index === 0 ? 0 : ends[index - 1], ends[index]);
    },
  };
}
