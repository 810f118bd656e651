import { errors } from 'oidc-provider';
import { z } from 'zod';
import { limits } from './limits.ts';

const claimsSchema = z.object({ aud: z.string(), iat: z.int(), exp: z.int() });

export interface CheckAssertionOptions {
  /** The only audience accepted: a token endpoint's URL could have been taken from another server's metadata. */
  readonly issuer: string;
  /** When this process began; what was used before then is not remembered, so what was made before then is refused. */
  readonly startedAtSeconds: number;
}

/**
 * Narrows what RFC 7523 leaves open in a client's assertion, so that none can be used twice: a life of at most five
 * minutes, made while this process was running, for this issuer alone.
 *
 * Does not check the signature, the subject or the `jti`: the provider has.
 *
 * Errors: `InvalidClientAuth` (401 `invalid_client`).
 */
export function checkAssertion(claims: unknown, options: CheckAssertionOptions): void {
  const reason = reasonAgainst(claimsSchema.safeParse(claims).data, options);
  if (reason !== undefined) throw new errors.InvalidClientAuth(reason);
}

function reasonAgainst(
  claims: z.infer<typeof claimsSchema> | undefined,
  { issuer, startedAtSeconds }: CheckAssertionOptions,
): string | undefined {
  if (claims === undefined) return 'aud, iat or exp is missing';
  if (claims.aud !== issuer) return 'aud is not the issuer';
  if (claims.iat < startedAtSeconds) return 'made before the issuer started';
  return claims.exp - claims.iat > limits.maxAssertionLifetimeSeconds ? 'lives too long' : undefined;
}
