import type { AgencyName } from '@hearthgate/schema';

/**
 * How an agency failed. `UNREACHABLE`: the connection failed, so that asking again may help. `LATE`: nobody waits any
 * more. `ABANDONED`: the same, and it had hardly any time. `REFUSED`: it answers, and with a refusal or an error.
 * `WRONG`: what it says is no answer. `SPARED`: it failed so often of late that it is not asked for a while.
 */
export type AgencyFailure = 'UNREACHABLE' | 'LATE' | 'ABANDONED' | 'REFUSED' | 'WRONG' | 'SPARED';

/** An agency that is down, slow or wrong. Its own words stay out: they may quote what was asked. */
export class AgencyUnavailable extends Error {
  override readonly name = 'AgencyUnavailable';
  readonly failure: AgencyFailure;

  constructor(agency: AgencyName, failure: AgencyFailure, cause?: unknown) {
    super(`${agency} did not answer`, { cause });
    this.failure = failure;
  }
}
