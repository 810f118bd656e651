import type { Province } from '../people/province.ts';
import { TextFile } from '../registers/text-file.ts';
import { rosterRows } from './roster-rows.ts';

export interface WriteRosterOptions {
  readonly province: Province;
  readonly size: number;
  readonly file: string;
  readonly signal: AbortSignal;
}

const flushEveryRows = 2_000;

/** Writes a roster as a school system exports it: CSV in UTF-8, of the one column that is needed. */
export async function writeRoster({ province, size, file, signal }: WriteRosterOptions): Promise<void> {
  await using roster = new TextFile(file);
  roster.line('学籍号');
  let rows = 0;
  for (const { written } of rosterRows(province, size)) {
    roster.line(written);
    rows += 1;
    if (rows % flushEveryRows > 0) continue;
    await roster.flush();
    signal.throwIfAborted();
  }
}
