import type { AgreementInForce } from '../agreement/agreement-keeper.ts';
import type { Permits } from '../agency-token/permits.ts';
import type { AgencyServiceConfig } from './config.ts';

/** What an agency is served with: its settings, and its own agreement, read by then. */
export interface ServedAgency {
  readonly config: AgencyServiceConfig;
  /** The agency's own agreement. */
  readonly permits: Permits;
  /** The same as it stands, for `GET /healthz` and for the agency's operator. */
  readonly agreement: AgreementInForce;
}
