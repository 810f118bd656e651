import { randomUUID } from 'node:crypto';
import type { FieldMask } from '@hearthgate/policies';
import { AGENCIES, type AgencyName, type AgencyTokenRequester, type Purpose } from '@hearthgate/schema';
import type { RollBounds } from '@hearthgate/access-token';
import type { PurposeGrant } from '../access-token/purpose-grant.ts';

/** Under what a request asks agencies. */
export interface RequestAuthority {
  readonly purpose: Purpose;
  readonly policyHash: string;
  readonly roll: RollBounds | undefined;
  /** For whom an agency is asked. The `txn` differs from agency to agency. */
  requesterAt(agency: AgencyName): Omit<AgencyTokenRequester, 'refCount'>;
}

/** What names a request in one agency's access records and in the audit log, by agency. */
export type RequestTxns = Readonly<Record<AgencyName, string>>;

/**
 * A `txn` for each agency: by a shared one, two agencies that put their records side by side could tell which of their
 * pseudonyms are one person. Enrollment's is the request's own: enrollment links all pseudonyms anyway.
 */
export function requestTxns(): RequestTxns {
  return Object.fromEntries(AGENCIES.map((agency) => [agency, randomUUID()])) as RequestTxns;
}

export interface RequestAuthorityOptions {
  readonly grant: PurposeGrant;
  readonly mask: FieldMask;
  /** Its hash. */
  readonly document: string;
  readonly txns: RequestTxns;
}

/** What a verified grant and its mask let one request ask agencies under. */
export function requestAuthority(options: RequestAuthorityOptions): RequestAuthority {
  const { grant, mask, document, txns } = options;
  const requester = {
    client: grant.client,
    role: grant.role,
    assurance: mask.assurance,
    legal_basis: grant.legalBasis,
    document,
    mask: mask.hash,
  };
  return {
    purpose: grant.purpose,
    policyHash: mask.policyHash,
    roll: grant.bounds,
    requesterAt: (agency) => ({ txn: txns[agency], ...requester }),
  };
}
