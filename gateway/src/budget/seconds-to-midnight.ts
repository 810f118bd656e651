const daySeconds = 24 * 60 * 60;
/** China has had one time zone and no summer time since 1992. */
const chinaOffsetSeconds = 8 * 60 * 60;

/** Whole seconds, at least one, until the calendar date in China changes. */
export function secondsToMidnight(now: Date): number {
  return Math.ceil(daySeconds - ((now.getTime() / 1000 + chinaOffsetSeconds) % daySeconds));
}
