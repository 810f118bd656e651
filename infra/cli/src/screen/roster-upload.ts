import type { RosterSource, UploadOptions } from '@hearthgate/client/source';
import { detectFormat } from '@hearthgate/table';
import { limits } from './limits.ts';
import type { Roster } from './read-roster.ts';

export interface RosterUpload {
  readonly source: RosterSource;
  readonly contentType: NonNullable<UploadOptions['contentType']>;
  /** Unknown of a spreadsheet, which is turned into text as it is sent. */
  readonly byteCount: number | undefined;
}

/**
 * What is sent of a roster: of CSV the file's own bytes, of a spreadsheet its student numbers as NDJSON, a line for each row
 * in its order, since the gateway reads text only and has no business with the other columns.
 */
export async function rosterUpload(file: string, { bytes, cells }: Roster): Promise<RosterUpload> {
  if ((await detectFormat(file)) !== 'zip') {
    return { source: bytes, contentType: 'text/csv', byteCount: bytes.size };
  }
  return {
    source: (offset) => bytesAfter(offset, ndjson(cells())),
    contentType: 'application/x-ndjson',
    byteCount: undefined,
  };
}

async function* ndjson(cells: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let piece = '';
  for await (const cell of cells) {
    piece += `${JSON.stringify({ studentNumber: cell })}\n`;
    if (piece.length < limits.pieceBytes) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  if (piece !== '') yield Buffer.from(piece);
}

/** The bytes of a stream that always gives the same ones, without those that have arrived already. */
async function* bytesAfter(offset: number, pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let left = offset;
  for await (const piece of pieces) {
    const rest = piece.subarray(Math.min(left, piece.length));
    left -= piece.length - rest.length;
    if (rest.length > 0) yield rest;
  }
}
