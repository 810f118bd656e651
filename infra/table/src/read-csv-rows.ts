import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { EMPTY_CELL } from '@hearthgate/schema';
import type { Cell } from '@hearthgate/schema';
import { CsvError, parse } from 'csv-parse';
import type { TextEncoding } from './detect-encoding.ts';
import { MAX_COLUMNS, MAX_RECORD_BYTES } from './limits.ts';
import type { RawRow } from './raw-row.ts';
import { textLines } from './text-lines.ts';
import type { TextSource } from './text-source.ts';
import { UnusableFile } from './unusable-file.ts';

export interface CsvOptions {
  readonly source: TextSource;
  readonly encoding: TextEncoding;
  readonly delimiter: string;
}

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Every record of the source, blank ones too, with the physical line on which it starts. Line ends may be CRLF, LF or CR, and
 * mixed; a quoted cell may hold some. Memory does not grow with it.
 * @throws UnusableFile when a quotation mark is never closed, or bytes do not decode.
 */
export async function* readCsvRows({ source, encoding, delimiter }: CsvOptions): AsyncGenerator<RawRow> {
  const parser = parse({
    delimiter,
    record_delimiter: '\n',
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: MAX_RECORD_BYTES,
  });
  const feeding = pipeline(Readable.from(textLines(source, encoding)), parser);
  // Its failure reaches the loop below through the parser; a loop that is left early ends it too.
  feeding.catch(() => undefined);
  let lastLine = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<ParsedRecord>) {
      if (record.length > MAX_COLUMNS) {
        throw new UnusableFile(
          source.name,
          `line ${String(lastLine + 1)} has too many columns; is this a table?`,
        );
      }
      yield { line: lastLine + 1, cells: record.map(textCell) };
      lastLine = info.lines;
    }
  } catch (error) {
    throw explained(error, source.name, lastLine + 1);
  }
}

function textCell(text: string): Cell {
  return text === '' ? EMPTY_CELL : { text, kind: 'text' };
}

function explained(error: unknown, file: string, line: number): unknown {
  if (error instanceof CsvError) {
    const problem = `line ${String(line)}: a row without end; close or remove a quotation mark in it`;
    // Without the cause: csv-parse puts the record into its errors.
    return new UnusableFile(file, problem);
  }
  if (error instanceof Error && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
    return new UnusableFile(
      file,
      `line ${String(line)} or after does not decode; has the file changed while it was read?`,
    );
  }
  return error;
}
