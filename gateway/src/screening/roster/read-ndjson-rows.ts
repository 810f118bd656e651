import { EMPTY_CELL } from '@hearthgate/schema';
import { type TextSource, UnusableFile } from '@hearthgate/table';
import { isRecord } from '../../agencies/is-record.ts';
import { limits } from '../../limits.ts';
import type { RosterRow, RosterRows } from './roster-rows.ts';

/**
 * Rows of `{"studentNumber": "…"}`, one a line, UTF-8; other members are passed over, and so are blank lines. A member
 * that is no text, or is not there, makes a row without a number.
 * @throws UnusableFile, from `batches()`, by line, for a line that is no JSON object.
 */
export function readNdjsonRows(source: TextSource): RosterRows {
  let blank = 0;
  async function* batches(): AsyncGenerator<RosterRow[]> {
    blank = 0;
    let line = 0;
    for await (const texts of lines(source)) {
      const rows: RosterRow[] = [];
      for (const text of texts) {
        line += 1;
        if (text.trim() === '') blank += 1;
        else rows.push({ line, cell: cellOf(text, source.name, line) });
      }
      yield rows;
    }
  }
  return { batches, passedOver: () => ({ title: 0, blank, total: 0 }) };
}

function cellOf(text: string, name: string, line: number): RosterRow['cell'] {
  const { studentNumber } = parseObject(text, name, line);
  return typeof studentNumber === 'string' && studentNumber !== ''
    ? { text: studentNumber, kind: 'text' }
    : EMPTY_CELL;
}

function parseObject(text: string, name: string, line: number): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return value;
  } catch {
    // The parser's own message quotes the line.
  }
  throw new UnusableFile(name, `line ${String(line)} is no JSON object: write {"studentNumber": "…"} a line`);
}

async function* lines(source: TextSource): AsyncGenerator<string[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (bytes?: Uint8Array): string => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined });
    } catch {
      throw new UnusableFile(source.name, 'is not UTF-8: NDJSON has no other encoding');
    }
  };
  let rest = '';
  for await (const bytes of source.bytes()) {
    const parts = (rest + decode(bytes)).split('\n');
    rest = parts.pop() ?? '';
    if (rest.length > limits.screening.maxChunkBytes) {
      throw new UnusableFile(source.name, 'a line of it has no end: write one JSON object a line');
    }
    yield parts;
  }
  rest += decode();
  if (rest !== '') yield [rest];
}
