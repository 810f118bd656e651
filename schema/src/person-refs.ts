/** Persons by one agency's pseudonyms under one key version. */
export interface PersonRefs {
  readonly version: number;
  /** 16 bytes for each person, one after the other. */
  readonly bytes: Buffer;
}

export const PERSON_REF_BYTES = 16;

const VERSION = /^[1-9]\d{0,8}$/;

/**
 * Many refs as they go over the wire: the key's version, a dot, and the pseudonyms' bytes as one base64url text. One
 * person's is that person's `PersonRef`. A list of texts takes ten times as long to write, read and check.
 */
export function formatPersonRefs({ version, bytes }: PersonRefs): string {
  return `${String(version)}.${bytes.toString('base64url')}`;
}

/** Guarantees that `formatPersonRefs` gives the same text back. Does not check that the key version is one in use. */
export function parsePersonRefs(text: string): PersonRefs | undefined {
  const dot = text.indexOf('.');
  const version = text.slice(0, Math.max(0, dot));
  if (!VERSION.test(version)) return undefined;
  const encoded = text.slice(dot + 1);
  const bytes = Buffer.from(encoded, 'base64url');
  // Node passes over what is not base64url, and takes the other kind too: only what comes back the same was canonical.
  if (bytes.length % PERSON_REF_BYTES !== 0 || bytes.toString('base64url') !== encoded) return undefined;
  return { version: Number(version), bytes };
}

/** How many persons a text of `formatPersonRefs` names, told from its length. Does not check the text. */
export function countPersonRefs(text: string): number {
  return Math.floor(((text.length - text.indexOf('.') - 1) * 3) / 4 / PERSON_REF_BYTES);
}

/** How many 32-bit words a person's ref has: copied by words, thousands take a quarter of the time that bytes take. */
export const PERSON_REF_WORDS = 4;

/** Refs as 32-bit words, of the same memory where words may lie there, and of a copy where they may not. */
export function personRefWords(bytes: Uint8Array): Uint32Array {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : Uint8Array.from(bytes);
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 4);
}
