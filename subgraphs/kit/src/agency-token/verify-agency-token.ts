import { AGENCY_TOKEN_TYPE, type AgencyTokenClaims } from '@hearthgate/schema';
import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { CallRefused } from '../errors.ts';
import { limits } from '../service/limits.ts';
import { parseAgencyTokenClaims } from './parse-agency-token-claims.ts';

export interface VerifyAgencyTokenOptions {
  /** The gateway's public URL: whom tokens must be from. */
  readonly gatewayUrl: string;
  /** This agency's public URL: whom tokens must be for. */
  readonly publicUrl: string;
  readonly keys: JWTVerifyGetKey;
}

/**
 * Verifies a gateway → agency token: signature by the gateway's published keys with ES256 and nothing else, `typ`,
 * issuer, this agency alone as audience, a life of at most 30 s, all claims. Keys and URLs in the token's header are
 * ignored; RFC 8725 is the list that this follows.
 *
 * Does not check what is asked under the token: `coverCall` does.
 *
 * Errors: `AGENCY_TOKEN_INVALID`; `GATEWAY_KEYS_UNAVAILABLE` when the gateway's keys could not be fetched.
 */
export async function verifyAgencyToken(
  authorization: string | undefined,
  options: VerifyAgencyTokenOptions,
): Promise<AgencyTokenClaims> {
  const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '') ?? [];
  if (token === undefined) throw new CallRefused('AGENCY_TOKEN_INVALID', 'send a token of your gateway');
  if (token.length > limits.maxTokenBytes) throw invalidToken();
  const claims = parseAgencyTokenClaims(await verifiedPayload(token, options));
  if (claims === undefined) throw invalidToken();
  return claims;
}

async function verifiedPayload(token: string, options: VerifyAgencyTokenOptions): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, options.keys, {
      algorithms: ['ES256'],
      typ: AGENCY_TOKEN_TYPE,
      issuer: options.gatewayUrl,
      audience: options.publicUrl,
      clockTolerance: limits.clockToleranceSeconds,
      maxTokenAge: limits.maxTokenLifetimeSeconds,
      requiredClaims: ['iss', 'aud', 'iat', 'exp'],
    });
    return payload;
  } catch (error) {
    // jose says ERR_JOSE_GENERIC, ERR_JWKS_TIMEOUT and ERR_JWKS_INVALID of a gateway that does not serve its keys.
    const unreachable =
      !(error instanceof errors.JOSEError) ||
      ['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID'].includes(error.code);
    if (unreachable) {
      throw new CallRefused('GATEWAY_KEYS_UNAVAILABLE', 'the gateway does not serve its keys');
    }
    throw invalidToken();
  }
}

function invalidToken(): CallRefused {
  return new CallRefused('AGENCY_TOKEN_INVALID', 'the token is not valid here');
}
