import type { Cell } from '@hearthgate/schema';
import iconv from 'iconv-lite';
import type { TableWriter } from './table-writer.ts';
import { TextFile } from './text-file.ts';

export type CsvEncoding = 'utf-8' | 'utf-8-bom' | 'gb18030';

/** RFC 4180 with line feeds, in an encoding that offices use. Lines are physical lines: no cell holds a line break. */
export async function createCsvWriter(path: string, encoding: CsvEncoding): Promise<TableWriter> {
  const encode =
    encoding === 'gb18030' ? (text: string): Uint8Array => iconv.encode(text, 'gb18030') : undefined;
  const file = await TextFile.create(path, encode);
  if (encoding === 'utf-8-bom') file.append('\uFEFF');
  let line = 0;
  return {
    get line() {
      return line;
    },
    write(cells) {
      file.append(`${cells.map(written).join(',')}\n`);
      return ++line;
    },
    writeBlank() {
      file.append('\n');
      line++;
    },
    flush: () => file.flush(),
    close: () => file.close(),
  };
}

function written(cell: string | Cell): string {
  const text = typeof cell === 'string' ? cell : cell.text;
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
