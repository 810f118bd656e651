import { randomBytes } from 'node:crypto';

/**
 * A new screening's id: a UUID version 7 (RFC 9562, section 5.7), 48 bits of milliseconds and 74 random ones. Its time
 * chooses the partition of the screening's rows; that nobody guesses it is not what keeps others out.
 */
export function newScreeningId(now: Date): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now.getTime(), 0, 6);
  bytes.writeUInt8(0x70 | (bytes.readUInt8(6) & 0x0f), 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Whether a text has the form of a screening's id, in lower case. */
export function isScreeningId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(text);
}
