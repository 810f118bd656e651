/** From where on something is unusual; as `reviewLimits.rules` has it, unless told otherwise. */
export interface RuleThresholds {
  readonly aboveOwnHabit: {
    readonly habitDays: number;
    readonly leastHours: number;
    readonly percentile: number;
    readonly factor: number;
    readonly leastSubjects: number;
  };
  readonly walkingNumbers: { readonly leastStrangers: number; readonly leastShare: number };
  readonly severalSchools: {
    readonly days: number;
    readonly leastSchools: number;
    readonly roles: readonly string[];
    readonly mostAccesses: number;
  };
  readonly firstUseOfPurpose: { readonly knownForDays: number };
}
