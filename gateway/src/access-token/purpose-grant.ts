import type { Assurance, RollBounds } from '@hearthgate/access-token';
import type { Purpose, Role } from '@hearthgate/schema';
import type { ClientSettings } from '../clients/client-directory.ts';

/** What a verified token grants, and for which purpose. Only `verifyPurposeToken` makes one. */
export interface PurposeGrant {
  readonly client: string;
  readonly role: Role;
  readonly purpose: Purpose;
  readonly legalBasis: string;
  readonly caseRef: string | undefined;
  /** The one location that the token names: a school's code, a division's, an agency, or `*`. */
  readonly location: string;
  /** Undefined for a role that has no roll: it can ask about no student. */
  readonly bounds: RollBounds | undefined;
  readonly assurance: Assurance;
  readonly settings: ClientSettings;
}
