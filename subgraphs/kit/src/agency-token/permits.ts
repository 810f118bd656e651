import type { AgencyTokenClaims } from '@hearthgate/schema';

export interface NotPermitted {
  readonly permitted: false;
  /** The agreement's policies that decided; none where nothing permits it. */
  readonly policies: readonly { readonly id: string; readonly reason: string }[];
}

/** An agency's own agreement, asked of a verified token: its purpose, and each requester's role and assurance. */
export type Permits = (claims: AgencyTokenClaims) => { readonly permitted: true } | NotPermitted;
