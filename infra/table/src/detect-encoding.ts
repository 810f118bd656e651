import { TextDecoder } from 'node:util';
import type { TextSource } from './text-source.ts';
import { UnusableFile } from './unusable-file.ts';

export type TextEncoding = 'utf-8' | 'gb18030';

const BOM = Buffer.from('efbbbf', 'hex');

/**
 * Guarantees that the whole source decodes without a single replaced character: as UTF-8, or else as GB18030 (which GBK and
 * GB2312 files are too). Streams through the file, since a Chinese name may first stand on its last line.
 * Does not weigh how likely the text is: what decodes as UTF-8 is UTF-8.
 * @throws UnusableFile for a NUL byte (a binary file, or UTF-16) and for bytes that are neither, by line.
 */
export async function detectEncoding(source: TextSource): Promise<TextEncoding> {
  return (await inspectText(source)).encoding;
}

/** A text's encoding, and whether its rows are its lines. */
export interface InspectedText {
  readonly encoding: TextEncoding;
  /** No quotation mark stands in it, so that each line is a row and each separator separates. */
  readonly hasQuotes: boolean;
}

/** The same, in the same single pass. */
export async function inspectText(source: TextSource): Promise<InspectedText> {
  let hasQuotes = false;
  const candidates = new Map<TextEncoding, TextDecoder>([
    ['utf-8', new TextDecoder('utf-8', { fatal: true })],
    ['gb18030', new TextDecoder('gb18030', { fatal: true })],
  ]);
  let line = 1;
  let badLine = 0;
  let first = true;
  const attempt = (chunk: Uint8Array | undefined) => {
    for (const [encoding, decoder] of candidates) {
      try {
        decoder.decode(chunk, { stream: chunk !== undefined });
      } catch {
        candidates.delete(encoding);
        badLine = line;
      }
    }
  };
  for await (const bytes of source.bytes()) {
    const chunk = asBuffer(bytes);
    if (chunk.includes(0))
      throw new UnusableFile(source.name, 'not a text file; a table is wanted, as CSV or XLSX');
    if (first && chunk.subarray(0, BOM.length).equals(BOM)) candidates.delete('gb18030');
    first = false;
    // In both encodings this byte is the mark and never a part of another character.
    hasQuotes ||= chunk.includes(0x22);
    attempt(chunk);
    if (candidates.size === 0) break;
    line += lineEnds(chunk);
  }
  attempt(undefined);
  const [encoding] = candidates.keys();
  if (encoding) return { encoding, hasQuotes };
  const place = `at line ${String(badLine)} or after`;
  throw new UnusableFile(
    source.name,
    `neither UTF-8 nor GB18030 ${place}; save it as CSV in UTF-8 or as XLSX`,
  );
}

/** The same memory under Node's own name. */
function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

function lineEnds(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(0x0a); at !== -1; at = chunk.indexOf(0x0a, at + 1)) count += 1;
  return count;
}
