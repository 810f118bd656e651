import type { AgencyName } from '@hearthgate/schema';

/** Enrollment's second file, the directory of schools, is imported under a name of its own. */
export type RegisterName = AgencyName | 'schools';

export interface ReportedRow {
  readonly line: number;
  /** As domain.md names it, whatever the file calls it. */
  readonly column: string;
  readonly reason: string;
}

/** Accounts for every row of a file: `read` is `accepted` and the rejected ones together. Holds no cell's value. */
export interface ImportReport {
  readonly agency: RegisterName;
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly read: number;
  /** With or without warnings. */
  readonly accepted: number;
  readonly rejected: readonly ReportedRow[];
  readonly warnings: readonly ReportedRow[];
  /** Rows that are not about anybody, by what they are. */
  readonly passedOver: { readonly title: number; readonly blank: number; readonly total: number };
}
