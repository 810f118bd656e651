import { AGENCIES, type AgencyName } from '@hearthgate/schema';
import type { RequestAuthority } from './agency-token/request-authority.ts';
import type { AskedAgency } from './lane.ts';

/** Keeps account of which agencies one request asked and which of them answered it. */
export class AgenciesAsked {
  readonly #authority: RequestAuthority;
  readonly #waiting = new Map<AgencyName, number>();

  constructor(authority: RequestAuthority) {
    this.#authority = authority;
  }

  asking(agency: AgencyName): void {
    this.#waiting.set(agency, (this.#waiting.get(agency) ?? 0) + 1);
  }

  answered(agency: AgencyName): void {
    this.#waiting.set(agency, (this.#waiting.get(agency) ?? 0) - 1);
  }

  /** As it stands now: what has not answered by the deadline did not answer. */
  list(): AskedAgency[] {
    return AGENCIES.filter((agency) => this.#waiting.has(agency)).map((agency) => ({
      agency,
      txn: this.#authority.requesterAt(agency).txn,
      answered: this.#waiting.get(agency) === 0,
    }));
  }
}
