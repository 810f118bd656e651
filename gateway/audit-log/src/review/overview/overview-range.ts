import { BadLogQuery } from '../../errors.ts';
import { limits } from '../../limits.ts';
import type { OverviewQuery } from './overview.ts';

export interface OverviewRange extends OverviewQuery {
  readonly bucket: 'HOUR' | 'DAY';
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** China's days begin at 16:00 UTC. */
const dayBeginsMs = -8 * hourMs;

/** A range in whole hours up to three days, in whole days of China beyond. Errors: `BadLogQuery`. */
export function overviewRange({ from, to }: OverviewQuery): OverviewRange {
  const [fromMs, toMs] = [from.getTime(), to.getTime()];
  if (!(fromMs < toMs)) throw new BadLogQuery('an overview begins before it ends');
  if (toMs - fromMs > limits.review.maxOverviewMs) throw new BadLogQuery('an overview has two years at most');
  const isHourly = toMs - fromMs <= limits.review.maxHourlyMs;
  const [step, begins] = isHourly ? [hourMs, 0] : [dayMs, dayBeginsMs];
  return {
    from: new Date(Math.floor((fromMs - begins) / step) * step + begins),
    to: new Date(Math.ceil((toMs - begins) / step) * step + begins),
    bucket: isHourly ? 'HOUR' : 'DAY',
  };
}
