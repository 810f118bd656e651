import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';

const ivBytes = 12;
const tagBytes = 16;

/** Bytes that are not what was sealed, or not where it was put. Says nothing of either. */
export class NotAsSealed extends Error {
  override readonly name = 'NotAsSealed';

  constructor(place: string) {
    super(`screening: what is stored as ${place} is not what was put there`);
  }
}

/**
 * Bytes under a key, AES-256-GCM with a random IV (NIST SP 800-38D, section 8.2.2: a key seals a few thousand chunks,
 * far below 2^32). They open at the very place that they were sealed for and at no other: another screening's, another
 * chunk's or another kind's are refused like altered ones.
 */
export function seal(key: KeyObject, place: string, bytes: Uint8Array): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(place));
  const sealed = cipher.update(bytes);
  return Buffer.concat([iv, sealed, cipher.final(), cipher.getAuthTag()]);
}

/** What `seal` sealed for the same place under the same key. Throws `NotAsSealed` for anything else. */
export function unseal(key: KeyObject, place: string, sealed: Buffer): Buffer {
  if (sealed.length < ivBytes + tagBytes) throw new NotAsSealed(place);
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  try {
    const bytes = decipher.update(sealed.subarray(ivBytes, sealed.length - tagBytes));
    return Buffer.concat([bytes, decipher.final()]);
  } catch {
    throw new NotAsSealed(place);
  }
}
