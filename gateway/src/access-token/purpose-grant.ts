import type { Purpose, Role } from '@hearthgate/schema';
import type { ClientSettings } from '../clients/client-directory.ts';

/** Whose students may be asked about. */
export type RollBounds = { readonly schoolCode: string } | { readonly divisionCode: string };

/** What a verified token grants, and for which purpose. Only `verifyPurposeToken` makes one. */
export interface PurposeGrant {
  readonly client: string;
  readonly role: Role;
  readonly purpose: Purpose;
  readonly legalBasis: string;
  readonly caseRef: string | undefined;
  /** Undefined for a role that has no roll: it can ask about no student. */
  readonly bounds: RollBounds | undefined;
  /** Whether the caller proved to hold the key that the token is bound to. */
  readonly assurance: 'bearer' | 'dpop';
  readonly settings: ClientSettings;
}
