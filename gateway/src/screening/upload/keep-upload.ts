import type { IncomingMessage } from 'node:http';
import { Refusal } from '../../errors.ts';
import { limits } from '../../limits.ts';
import type { ScreeningVault } from '../key/screening-vault.ts';
import type { ScreeningStore } from '../screening-store.ts';
import { type BegunUpload, insertUploadPart } from '../store/upload-parts.ts';
import { tooLarge } from './upload-request.ts';

export interface KeepUploadOptions {
  readonly store: ScreeningStore;
  readonly id: string;
  readonly vault: ScreeningVault;
  readonly begun: BegunUpload;
}

/**
 * Keeps an upload's bytes as they come, in sealed pieces: of what arrived nothing is lost when the connection breaks.
 * Never holds more than a piece and what the socket brings along. Returns how many bytes of the roster are there.
 *
 * Errors: `REQUEST_TOO_LARGE`; `UPLOAD_OFFSET_MISMATCH` once another upload took over; `UPLOAD_INCOMPLETE` where the
 * connection broke off, once what had come by then was kept.
 */
export async function keepUpload(
  request: IncomingMessage,
  { store, id, vault, begun }: KeepUploadOptions,
): Promise<number> {
  let { bytes, parts } = begun;
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  const keep = async (): Promise<void> => {
    if (waitingBytes === 0) return;
    const piece = Buffer.concat(waiting);
    const sealed = vault.seal('upload', parts, piece);
    if (
      !(await insertUploadPart(store.pool, id, begun.lease, { part: parts, sealed, bytes: piece.length }))
    ) {
      throw new Refusal('UPLOAD_OFFSET_MISMATCH', 'another upload of this roster took over: ask by HEAD', {
        headers: { connection: 'close' },
      });
    }
    bytes += piece.length;
    parts += 1;
    waiting = [];
    waitingBytes = 0;
  };
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      if (bytes + waitingBytes + chunk.length > limits.screening.maxRosterBytes) throw tooLarge();
      waiting.push(chunk);
      waitingBytes += chunk.length;
      if (waitingBytes >= limits.screening.uploadPartBytes) await keep();
    }
  } catch (error) {
    if (error instanceof Refusal || !request.destroyed) throw error;
    await keep();
    const cut = 'the connection broke off: ask by HEAD how much is there, and PATCH the rest';
    throw new Refusal('UPLOAD_INCOMPLETE', cut, { cause: error });
  }
  await keep();
  return bytes;
}
