import type { Purpose } from '@hearthgate/schema';

/** The one `authorization_details` entry of a token, as the gateway reads it. */
export interface AuthorizationDetail {
  readonly type: 'household-status';
  readonly actions: readonly ['read'];
  /** School code, division code, agency, or `*` for a role that none of them bounds. */
  readonly locations: readonly [string];
  readonly purpose: Purpose;
  readonly legal_basis: string;
  readonly case_ref?: string;
}
