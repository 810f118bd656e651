import type { Cell } from '@hearthgate/schema';

/** A table file that grows row by row in flat memory. */
export interface TableWriter {
  /** The line, or the spreadsheet's row, that was written last; 1 is the first. */
  readonly line: number;
  /** Appends a row; a string is a text cell. Returns its line. */
  write(cells: readonly (string | Cell)[]): number;
  writeBlank(): void;
  /** Brings what was written to the disk, once it is worth it. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** How many characters are held before they go to the disk. */
export const FLUSH_AT_CHARACTERS = 128 * 1024;
