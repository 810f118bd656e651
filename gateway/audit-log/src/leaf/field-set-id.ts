import { hash } from 'node:crypto';

/** By what the log finds leaves that share their fields: 16 bytes of SHA-256 of the sorted names as canonical JSON, a UUID to Postgres. */
export function fieldSetId(fields: readonly string[]): Buffer {
  return hash('sha256', JSON.stringify(fields), 'buffer').subarray(0, 16);
}
