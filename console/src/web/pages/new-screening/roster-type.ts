/** As rosters are sent to the console's server. */
export type RosterType = 'text/csv' | 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What a roster is by its first bytes, whatever its name says; `'old-workbook'` for what nobody here can read. */
export async function rosterType(file: Blob): Promise<RosterType | 'old-workbook'> {
  const head = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  const begins = (...bytes: number[]): boolean => bytes.every((byte, index) => head[index] === byte);
  if (begins(0x50, 0x4b, 0x03, 0x04)) {
    return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  }
  return begins(0xd0, 0xcf, 0x11, 0xe0) ? 'old-workbook' : 'text/csv';
}
