import type { VerifiedToken } from '@hearthgate/access-token';
import type { AgencyName } from '@hearthgate/schema';
import { OperatorRefused } from '../errors.ts';

/** Who asks: the agency's own operator may see everything, a privacy officer what an audit log is compared with. */
export type Viewer = 'operator' | 'privacy-officer';

/**
 * Whom a verified token makes its bearer at this agency: the operator of this agency and no other, for `REGISTER_OPERATION`;
 * or a privacy officer, for `AUDIT_REVIEW`.
 *
 * Errors: `PURPOSE_NOT_PERMITTED` for everybody else.
 */
export function permitViewer(
  { role, purpose, location }: Pick<VerifiedToken, 'role' | 'purpose' | 'location'>,
  agency: AgencyName,
): Viewer {
  if (role === 'AGENCY_OPERATOR' && purpose === 'REGISTER_OPERATION' && location === agency)
    return 'operator';
  if (role === 'PRIVACY_OFFICER' && purpose === 'AUDIT_REVIEW') return 'privacy-officer';
  throw new OperatorRefused(
    'PURPOSE_NOT_PERMITTED',
    'only the operator of this agency may ask here, for REGISTER_OPERATION, and a privacy officer, for AUDIT_REVIEW',
  );
}
