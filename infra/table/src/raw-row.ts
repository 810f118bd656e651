import type { Cell } from '@hearthgate/schema';

/** A row as the file has it, before any column has a name. */
export interface RawRow {
  /** The physical line on which it starts, or the sheet's row number; from 1. */
  readonly line: number;
  readonly cells: readonly Cell[];
}

/** Reads the file anew each time it is called. */
export type RowSource = () => AsyncIterable<RawRow>;
