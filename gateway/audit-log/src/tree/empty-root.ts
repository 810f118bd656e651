import { sha256 } from '#sha-256';

/** The root of the tree without leaves: SHA-256 of nothing, RFC 6962 section 2.1. */
export const EMPTY_ROOT: Buffer = sha256(new Uint8Array());
