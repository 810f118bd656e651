import { randomUUID } from 'node:crypto';
import type { FieldMask } from '@hearthgate/policies';
import type { AgencyTokenRequester, Purpose } from '@hearthgate/schema';
import type { DocumentNode } from 'graphql';
import { documentHash } from '../documents/document-hash.ts';
import type { PurposeGrant, RollBounds } from '../access-token/purpose-grant.ts';

/** Under what a request asks agencies; the same for all of its calls. */
export interface RequestAuthority {
  readonly purpose: Purpose;
  readonly policyHash: string;
  readonly roll: RollBounds | undefined;
  readonly requester: Omit<AgencyTokenRequester, 'refCount'>;
}

/** What a verified grant and its mask let one request ask agencies under, and the request's `txn`, made here. */
export function requestAuthority(
  grant: PurposeGrant,
  mask: FieldMask,
  document: DocumentNode,
): RequestAuthority {
  return {
    purpose: grant.purpose,
    policyHash: mask.policyHash,
    roll: grant.bounds,
    requester: {
      txn: randomUUID(),
      client: grant.client,
      role: grant.role,
      assurance: mask.assurance,
      legal_basis: grant.legalBasis,
      document: documentHash(document),
      mask: mask.hash,
    },
  };
}
