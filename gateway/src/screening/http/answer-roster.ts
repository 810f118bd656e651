import type { IncomingMessage } from 'node:http';
import { Refusal } from '../../errors.ts';
import { limits } from '../../limits.ts';
import type { CodedOutcome } from '../../outcome.ts';
import { expiryOf } from '../expiry-of.ts';
import { vaultOf } from '../key/vault-of.ts';
import type { ScreeningStore } from '../screening-store.ts';
import { completeUpload } from '../store/complete-upload.ts';
import type { ScreeningRow } from '../store/screening-row.ts';
import { beginUpload } from '../store/upload-parts.ts';
import { keepUpload } from '../upload/keep-upload.ts';
import { readUploadRequest } from '../upload/upload-request.ts';

interface RosterOptions {
  readonly store: ScreeningStore;
  /** The caller's own. */
  readonly row: ScreeningRow;
}

/**
 * How much of a roster is there (HEAD), all of it (PUT), or the rest (PATCH), by the IETF draft "Resumable Uploads for
 * HTTP". The screening runs once an upload says that it is complete.
 *
 * Errors: those of `readUploadRequest` and `keepUpload`; `ROSTER_COMPLETE`, `UPLOAD_OFFSET_MISMATCH` with the offset.
 */
export async function answerRoster(
  request: IncomingMessage,
  { store, row }: RosterOptions,
): Promise<CodedOutcome> {
  if (request.method === 'HEAD') return answered(row.uploadBytes, row.uploadComplete);
  const upload = readUploadRequest(request);
  const vault = vaultOf(row, store.keys);
  if (row.uploadComplete || vault === undefined) throw alreadyComplete();
  const begun = await beginUpload(
    store.pool,
    row.id,
    upload.kind === 'whole' ? { format: upload.format } : { offset: upload.offset },
  );
  if (!begun) throw upload.kind === 'whole' ? alreadyComplete() : otherOffset(row.uploadBytes);
  const bytes = await keepUpload(request, { store, id: row.id, vault, begun });
  if (!upload.complete) return answered(bytes, false);
  const expiresAt = expiryOf(row.createdAt, row.grant.purpose);
  if (!(await completeUpload(store, { id: row.id, lease: begun.lease, expiresAt }))) throw alreadyComplete();
  return answered(bytes, true);
}

function answered(uploadOffset: number, uploadComplete: boolean): CodedOutcome {
  return {
    code: 'ANSWERED',
    status: 200,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'upload-offset': String(uploadOffset),
      'upload-complete': uploadComplete ? '?1' : '?0',
      'upload-limit': `max-size=${String(limits.screening.maxRosterBytes)}`,
    },
    body: JSON.stringify({ data: { uploadOffset, uploadComplete } }),
  };
}

function alreadyComplete(): Refusal {
  return new Refusal('ROSTER_COMPLETE', 'this screening takes no roster any more: create another', {
    headers: { connection: 'close' },
  });
}

function otherOffset(uploadOffset: number): Refusal {
  const offset = String(uploadOffset);
  return new Refusal('UPLOAD_OFFSET_MISMATCH', `${offset} bytes of the roster are there: go on from there`, {
    extensions: { uploadOffset },
    headers: { connection: 'close', 'upload-offset': offset },
  });
}
