import type { NumberFile } from './number-cell.ts';
import type { Quirk } from './quirks.ts';
import type { School } from './schools.ts';

export const REGISTER_FILES = ['poverty', 'subsistence', 'disability', 'orphans', 'enrollment'] as const;
/** The registers as `expected.json` calls them. */
export type RegisterFile = (typeof REGISTER_FILES)[number];

/** What is the same for every household of a county. */
export interface World {
  readonly seed: number;
  readonly asOf: string;
  /** Days since 1970. */
  readonly asOfDay: number;
  readonly quirks: ReadonlySet<Quirk>;
  readonly schools: readonly School[];
  readonly files: Readonly<Record<RegisterFile, NumberFile>>;
}
