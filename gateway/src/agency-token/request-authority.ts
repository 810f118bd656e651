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
  /** Requests may share an agency's call only under the same one; for enrollment's, the roll must be the same besides. */
  readonly sharingKey: string;
  /** The most that the requester takes in an agency token, as JSON. */
  readonly requesterBytes: number;
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
  readonly grant: Pick<PurposeGrant, 'client' | 'role' | 'purpose' | 'legalBasis' | 'bounds'>;
  readonly mask: FieldMask;
  /** Its hash. */
  readonly document: string;
  readonly txns: RequestTxns;
}

/** `"txn":"<uuid>",`, `"refCount":<digits>` and commas. */
const TXN_AND_COUNT_BYTES = 72;

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
    // Role and assurance too, which an agreement decides by: a caller whom an agency refuses drags down only its like.
    sharingKey: [grant.purpose, mask.policyHash, grant.role, mask.assurance].join(' '),
    requesterBytes: Buffer.byteLength(JSON.stringify(requester)) + TXN_AND_COUNT_BYTES,
    roll: grant.bounds,
    requesterAt: (agency) => ({ txn: txns[agency], ...requester }),
  };
}
