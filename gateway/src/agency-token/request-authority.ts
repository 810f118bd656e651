import { createHash, randomUUID } from 'node:crypto';
import type { FieldMask } from '@hearthgate/policies';
import type { AgencyTokenRequester, Purpose } from '@hearthgate/schema';
import { type DocumentNode, print } from 'graphql';
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
  // The text as it was sent: a trusted document's id is the hash of its text too.
  const text = document.loc?.source.body ?? print(document);
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
      document: createHash('sha256').update(text).digest('hex'),
      mask: mask.hash,
    },
  };
}
