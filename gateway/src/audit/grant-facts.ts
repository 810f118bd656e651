import type { PurposeGrant } from '../access-token/purpose-grant.ts';

/** What every entry of the audit log says of the token that was used. */
export function grantFacts(grant: PurposeGrant) {
  const { client, role, location, purpose, legalBasis, caseRef, assurance } = grant;
  return {
    client,
    role,
    location,
    purpose,
    legalBasis,
    assurance,
    ...(caseRef !== undefined && { caseRef }),
  };
}
