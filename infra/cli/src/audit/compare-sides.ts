/** What one side says of one call to an agency. */
export interface CallSeen {
  readonly txn: string;
  /** ISO 8601. */
  readonly time: string;
}

/** A call as the audit log has it. */
export interface LoggedCall extends CallSeen {
  readonly agency: string;
  /** The leaf that says so. */
  readonly index: number;
  /** Whether the agency gave a whole answer in time. One that did not may have a record, or none. */
  readonly answered: boolean;
}

/** A call as an agency has it. */
export interface RecordedCall extends CallSeen {
  readonly agency: string;
}

/** A time in which a gateway could not log what came of its requests, and disclosed nothing. */
export interface Gap {
  readonly from: string;
  readonly to: string;
  readonly why: 'GATEWAY_RESTARTED' | 'LOG_UNAVAILABLE';
}

export interface Mismatch {
  readonly agency: string;
  readonly txn: string;
  readonly time: string;
  /**
   * `NOT_AT_AGENCY`: the log says that the agency answered, and the agency has no record of it. `NOT_IN_LOG`: the agency
   * was asked, and no leaf says by whom. The other two are `NOT_IN_LOG` in a gap that the log itself tells of: the
   * gateway asked, and disclosed nothing.
   */
  readonly kind: 'NOT_AT_AGENCY' | 'NOT_IN_LOG' | Gap['why'];
  /** Of the leaf, where there is one. */
  readonly index?: number;
}

export interface CompareSidesOptions {
  /** In the range, and around it as far as clocks may differ. */
  readonly logged: readonly LoggedCall[];
  readonly recorded: readonly RecordedCall[];
  readonly gaps: readonly Gap[];
  /** Only what happened in the range is compared; its surroundings are there to be found. */
  readonly from: string;
  readonly to: string;
}

export interface Comparison {
  /** Calls in the range that both sides have. */
  readonly matched: number;
  /** In the order of time. */
  readonly mismatches: readonly Mismatch[];
}

/** Joins the log's calls and the agencies' records by agency and `txn`, and names what one side has and the other lacks. */
export function compareSides(options: CompareSidesOptions): Comparison {
  const { logged, recorded, gaps, from, to } = options;
  const inRange = ({ time }: CallSeen): boolean =>
    isWithin(time, from, to) && Date.parse(time) < Date.parse(to);
  const keyOf = ({ agency, txn }: { agency: string; txn: string }): string => `${agency} ${txn}`;
  const recordedKeys = new Set(recorded.map(keyOf));
  const loggedKeys = new Set(logged.map(keyOf));
  const notAtAgency = logged
    .filter((call) => inRange(call) && call.answered && !recordedKeys.has(keyOf(call)))
    .map(({ agency, txn, time, index }): Mismatch => ({ agency, txn, time, index, kind: 'NOT_AT_AGENCY' }));
  const notInLog = new Map(
    recorded
      .filter((call) => inRange(call) && !loggedKeys.has(keyOf(call)))
      .map(({ agency, txn, time }): [string, Mismatch] => [
        keyOf({ agency, txn }),
        { agency, txn, time, kind: whyNotInLog(time, gaps) },
      ]),
  );
  const matched = logged.filter((call) => inRange(call) && recordedKeys.has(keyOf(call))).length;
  return {
    matched,
    mismatches: [...notAtAgency, ...notInLog.values()].sort(
      (a, b) => Date.parse(a.time) - Date.parse(b.time),
    ),
  };
}

/** As instants: an agency writes microseconds, the log milliseconds, and as texts `.000001Z` comes before `.000Z`. */
function isWithin(time: string, from: string, to: string): boolean {
  return Date.parse(time) >= Date.parse(from) && Date.parse(time) <= Date.parse(to);
}

function whyNotInLog(time: string, gaps: readonly Gap[]): Mismatch['kind'] {
  return gaps.find((gap) => isWithin(time, gap.from, gap.to))?.why ?? 'NOT_IN_LOG';
}
