/** Of SHA-256. */
export const HASH_BYTES = 32;
