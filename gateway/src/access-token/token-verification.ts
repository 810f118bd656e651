import { issuerKeys, makeVerifiedTokens } from '@hearthgate/access-token';
import type pg from 'pg';
import type { ClientDirectory } from '../clients/client-directory.ts';
import { UsedProofs } from './used-proofs.ts';
import type { VerifyPurposeTokenOptions } from './verify-purpose-token.ts';

export interface TokenVerificationOptions {
  readonly issuer: string;
  readonly publicUrl: string;
  /** The gateway's own database. */
  readonly pool: pg.Pool;
  readonly clients: ClientDirectory;
}

/** What a gateway needs to verify the tokens that come to its `/graphql`; one for its whole life, since it remembers. */
export function tokenVerification(options: TokenVerificationOptions): VerifyPurposeTokenOptions {
  const { issuer, publicUrl, pool, clients } = options;
  return {
    issuer,
    audience: publicUrl,
    endpoint: `${publicUrl}/graphql`,
    keys: issuerKeys(issuer),
    clients,
    verifiedTokens: makeVerifiedTokens(),
    usedProofs: new UsedProofs(pool),
  };
}
