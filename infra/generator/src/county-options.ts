import type { Quirk } from './quirks.ts';
import type { RegisterFile } from './world.ts';

export type StrangersPerStudent = Readonly<Record<Exclude<RegisterFile, 'enrollment'>, number>>;

export interface CountyOptions {
  /** Created when missing; files of the same names are overwritten. */
  readonly outDir: string;
  readonly students: number;
  /** A thousand students each, and at least four, unless told. */
  readonly schools?: number;
  /** Equal seeds (and other options) make equal bytes. */
  readonly seed: number;
  /** `YYYY-MM-DD`, of all registers. */
  readonly asOf: string;
  readonly quirks: ReadonlySet<Quirk>;
  /** Rows of people who are nobody's family, for each student, added to the families' own. */
  readonly strangersPerStudent?: Partial<StrangersPerStudent>;
  readonly expected: 'json' | 'ndjson';
  onProgress?(students: number): void;
}

/** A province's registers beside its students: 1.5, 0.8, 0.67 and 0.06 million beside 2.31 million. */
export const PROVINCE_STRANGERS: StrangersPerStudent = {
  poverty: 0.4,
  subsistence: 0.28,
  disability: 0.2,
  orphans: 0.005,
};

/** Student numbers without an ID number have seven digits for who it is. */
export const MOST_STUDENTS = 9_999_999;
