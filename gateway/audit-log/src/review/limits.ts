/** Every bound of what is derived from the log, and the thresholds of what is unusual. */
export const reviewLimits = {
  /** One for the jobs, the others for officers. */
  maxConnections: 4,
  statementTimeoutMs: 10_000,
  /** How long a review may wait for its leaf; longer than any request may take. */
  maxPendingReviewMs: 30_000,
  /** Leaves rolled up in one transaction: some 25 ms, since requests wait for a processor meanwhile. */
  rollUpLeaves: 1_000,
  /** Of a processor: keeps up with some 8,000 leaves a second, and leaves the rest to requests. */
  rollUpShare: 0.2,
  /** Each of their students is looked up, so fewer. */
  ruleLeaves: 200,
  /** Behind a rush it comes later, and finds the same. */
  ruleShare: 0.1,
  /** How long the jobs rest once they have come to the log's end. */
  restMs: 1_000,
  /** After a failure. */
  retryMs: 5_000,
  /** Leaves that an overview counts itself, behind what was rolled up; more than a second of the largest load. */
  maxTailLeaves: 50_000,
  /** By hours up to three days, by China's days up to two years. */
  maxHourlyMs: 72 * 3_600_000,
  maxOverviewMs: 732 * 86_400_000,
  /** Of places in an overview; the rest are one line. */
  maxLocations: 100,
  maxPageFindings: 100,
  maxEvidence: 100,
  maxReviewsShown: 50,
  /** 256 leaves a second, some hundredths of a processor, so that requests never wait for it. */
  walkLeaves: 64,
  walkEveryMs: 250,
  /** How long the walk rests at the log's end, and before it begins again. */
  walkRestMs: 2_000,
  walkAgainMs: 3_600_000,
  rules: {
    /** In an hour, against the 95th of a hundred of the hours in which the client asked. */
    aboveOwnHabit: { habitDays: 14, leastHours: 6, percentile: 0.95, factor: 5, leastSubjects: 100 },
    /** In an hour. */
    walkingNumbers: { leastStrangers: 30, leastShare: 0.2 },
    severalSchools: {
      days: 30,
      leastSchools: 3,
      roles: ['SCHOOL_AID_OFFICE', 'UNIVERSITY_AID_OFFICE'],
      /** The newest accesses to a student that are looked at. */
      mostAccesses: 500,
    },
    /** A client that is new uses everything for the first time. */
    firstUseOfPurpose: { knownForDays: 7 },
  },
} as const;
