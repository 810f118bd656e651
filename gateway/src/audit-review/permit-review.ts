import { purposes } from '@hearthgate/policies';
import type { PurposeGrant } from '../access-token/purpose-grant.ts';
import { Refusal } from '../errors.ts';

/** Lets those roles to the audit log that policies/purposes.json names for `AUDIT_REVIEW`. Errors: `PURPOSE_NOT_PERMITTED`. */
export function permitReview({ role, purpose }: Pick<PurposeGrant, 'role' | 'purpose'>): void {
  if (purpose === 'AUDIT_REVIEW' && purposes.AUDIT_REVIEW.roles.includes(role)) return;
  throw new Refusal(
    'PURPOSE_NOT_PERMITTED',
    `${role} may not read the audit log for ${purpose}: it is for ${purposes.AUDIT_REVIEW.roles.join(', ')} with AUDIT_REVIEW`,
  );
}
