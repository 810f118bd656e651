/** How often, of which not answered, about how many students; a student is counted once for each access. */
export interface Accesses {
  readonly answered: number;
  /** Every other outcome; counted refusals with their number, where it is known whose they are. */
  readonly refused: number;
  readonly subjects: number;
}

export interface Overview {
  /** The range that was counted: what was asked for, widened to whole hours or days. */
  readonly from: Date;
  readonly to: Date;
  readonly bucket: 'HOUR' | 'DAY';
  /** Exact up to here, and nothing behind it is in it. */
  readonly size: number;
  /** How much of that was read from what was rolled up before. */
  readonly rolledUpTo: number;
  /** All leaves that were recorded in the range. */
  readonly leaves: number;
  readonly total: Accesses;
  /** A bucket without anything is not there; nor are counted refusals in a purpose, since nobody knows it. */
  readonly series: readonly (Accesses & { readonly start: Date; readonly purpose: string | undefined })[];
  readonly byPurpose: readonly (Accesses & { readonly purpose: string | undefined })[];
  /** The busiest places. */
  readonly byLocation: readonly (Accesses & { readonly location: string })[];
  /** Places that are not among them, together; undefined where there are none. */
  readonly otherLocations: (Accesses & { readonly locations: number }) | undefined;
  readonly byOutcome: readonly { readonly outcome: string; readonly count: number }[];
}

export interface OverviewQuery {
  readonly from: Date;
  readonly to: Date;
}
