import type { IncomingMessage } from 'node:http';
import { Refusal } from '../../errors.ts';
import { limits } from '../../limits.ts';
import type { RosterFormat } from '../roster/roster-rows.ts';

/** What the headers of an upload say (IETF draft "Resumable Uploads for HTTP"). */
export type UploadRequest =
  | { readonly kind: 'whole'; readonly format: RosterFormat; readonly complete: boolean }
  | { readonly kind: 'rest'; readonly offset: number; readonly complete: boolean };

const formats: ReadonlyMap<string, RosterFormat> = new Map([
  ['text/csv', 'csv'],
  ['application/x-ndjson', 'ndjson'],
]);

/**
 * Reads what an upload is from its method and headers; its body is not touched.
 *
 * Errors: `METHOD_NOT_ALLOWED`, `UNSUPPORTED_MEDIA_TYPE`, `BAD_USER_INPUT`, `REQUEST_TOO_LARGE` for a length announced.
 */
export function readUploadRequest({
  method,
  headers,
}: Pick<IncomingMessage, 'method' | 'headers'>): UploadRequest {
  const mediaType = headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (headers['content-encoding'] !== undefined && headers['content-encoding'] !== 'identity') {
    throw new Refusal('UNSUPPORTED_MEDIA_TYPE', 'send the roster without a Content-Encoding');
  }
  if (Number(headers['content-length'] ?? 0) > limits.screening.maxRosterBytes) throw tooLarge();
  if (method === 'PUT') {
    const format = formats.get(mediaType);
    if (format === undefined) {
      throw new Refusal('UNSUPPORTED_MEDIA_TYPE', `send Content-Type: ${[...formats.keys()].join(' or ')}`);
    }
    return { kind: 'whole', format, complete: readComplete(headers['upload-complete'], true) };
  }
  if (method === 'PATCH') {
    if (mediaType !== 'application/partial-upload') {
      throw new Refusal('UNSUPPORTED_MEDIA_TYPE', 'send Content-Type: application/partial-upload');
    }
    const offset = headers['upload-offset'];
    if (typeof offset !== 'string' || !/^\d{1,15}$/.test(offset)) {
      throw new Refusal('BAD_USER_INPUT', 'Upload-Offset says how many bytes are there already: HEAD tells');
    }
    const complete = readComplete(headers['upload-complete'], undefined);
    return { kind: 'rest', offset: Number(offset), complete };
  }
  throw new Refusal('METHOD_NOT_ALLOWED', 'PUT a roster, PATCH the rest of one, or ask by HEAD', {
    headers: { allow: 'HEAD, PUT, PATCH' },
  });
}

export function tooLarge(): Refusal {
  return new Refusal(
    'REQUEST_TOO_LARGE',
    `a roster may have ${String(limits.screening.maxRosterBytes)} bytes`,
    {
      headers: { connection: 'close' },
    },
  );
}

/** A boolean of RFC 9651, section 3.3.6. */
function readComplete(text: string | string[] | undefined, otherwise: boolean | undefined): boolean {
  if (text === undefined && otherwise !== undefined) return otherwise;
  if (text === '?1') return true;
  if (text === '?0') return false;
  throw new Refusal('BAD_USER_INPUT', 'Upload-Complete is ?1 when this is the rest of the roster, else ?0');
}
