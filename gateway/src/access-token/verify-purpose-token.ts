import { parseDivisionCode, parseSchoolCode, PURPOSES, type Role, ROLES } from '@hearthgate/schema';
import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import type { ClientSettings } from '../clients/client-directory.ts';
import { Refusal } from '../errors.ts';
import { limits } from '../limits.ts';
import type { PurposeGrant, RollBounds } from './purpose-grant.ts';

export interface VerifyPurposeTokenOptions {
  readonly issuer: string;
  /** This gateway's public URL. */
  readonly audience: string;
  readonly keys: JWTVerifyGetKey;
  readonly settings: ClientSettings;
}

const claimsSchema = z.object({
  client_id: z.string().min(1).max(200),
  iat: z.number(),
  exp: z.number(),
  roles: z.tuple([z.enum(ROLES)]),
  authorization_details: z.tuple([
    z.strictObject({
      type: z.literal('household-status'),
      actions: z.tuple([z.literal('read')]),
      locations: z.tuple([z.string()]),
      purpose: z.enum(PURPOSES),
      legal_basis: z.string().min(1),
      case_ref: z.string().optional(),
    }),
  ]),
});

/**
 * Verifies a purpose-bound access token (RFC 9068, RFC 9396): signature by the issuer's published keys with ES256 or
 * EdDSA, `typ`, issuer, audience, lifetime of at most 300 s, exactly one role and one `authorization_details` entry.
 * Keys and URLs in the token's header are ignored.
 *
 * Does not check that the role may use the purpose: the field mask does.
 *
 * Errors: `UNAUTHENTICATED`, with `WWW-Authenticate` (RFC 6750); `ISSUER_UNAVAILABLE` when the issuer's keys could not
 * be fetched.
 */
export async function verifyPurposeToken(
  authorization: string | undefined,
  options: VerifyPurposeTokenOptions,
): Promise<PurposeGrant> {
  const token = bearerToken(authorization);
  const payload = await verifiedPayload(token, options);
  const claims = claimsSchema.safeParse(payload);
  // A stolen sender-constrained token must not pass as a bearer token (RFC 9449, section 7.2).
  if (payload['cnf'] !== undefined) throw invalidToken('the token is bound to a key and needs its proof');
  if (!claims.success) throw invalidToken('the token is not a purpose-bound access token');
  const { roles, authorization_details: details, client_id: client, exp, iat } = claims.data;
  if (exp - iat > limits.maxTokenLifetimeSeconds) throw invalidToken('the token lives longer than 300 s');
  const [role] = roles;
  const [detail] = details;
  return {
    client,
    role,
    purpose: detail.purpose,
    legalBasis: detail.legal_basis,
    caseRef: detail.case_ref,
    bounds: rollBounds(role, detail.locations[0]),
    assurance: 'bearer',
    settings: options.settings,
  };
}

function bearerToken(authorization: string | undefined): string {
  if (authorization === undefined) {
    throw new Refusal('UNAUTHENTICATED', 'send an access token: Authorization: Bearer …', {
      headers: { 'www-authenticate': 'Bearer' },
    });
  }
  const match = /^Bearer ([A-Za-z0-9\-._~+/]+=*)$/i.exec(authorization);
  if (match?.[1] === undefined || authorization.length > limits.maxTokenBytes) {
    throw invalidToken('the Authorization header is not a bearer token');
  }
  return match[1];
}

async function verifiedPayload(token: string, options: VerifyPurposeTokenOptions): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, options.keys, {
      algorithms: ['ES256', 'EdDSA'],
      typ: 'at+jwt',
      issuer: options.issuer,
      audience: options.audience,
      clockTolerance: limits.clockToleranceSeconds,
      requiredClaims: [
        'iss',
        'sub',
        'aud',
        'exp',
        'iat',
        'jti',
        'client_id',
        'roles',
        'authorization_details',
      ],
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw invalidToken('the token has expired');
    // jose says ERR_JOSE_GENERIC and ERR_JWKS_TIMEOUT of an issuer that does not serve its keys.
    const unreachable =
      !(error instanceof errors.JOSEError) ||
      error instanceof errors.JWKSTimeout ||
      error.code === 'ERR_JOSE_GENERIC';
    if (unreachable) {
      throw new Refusal('ISSUER_UNAVAILABLE', 'the issuer does not serve its keys; try again', {
        headers: { 'retry-after': '1' },
        cause: error,
      });
    }
    throw invalidToken('the token is not valid here');
  }
}

function rollBounds(role: Role, location: string): RollBounds | undefined {
  switch (role) {
    case 'SCHOOL_AID_OFFICE':
    case 'UNIVERSITY_AID_OFFICE': {
      const schoolCode = parseSchoolCode(location);
      if (schoolCode === undefined) throw invalidToken('the token names no school');
      return { schoolCode };
    }
    case 'AID_CENTER': {
      const divisionCode = parseDivisionCode(location);
      if (divisionCode === undefined) throw invalidToken('the token names no division');
      return { divisionCode };
    }
    default:
      return undefined;
  }
}

function invalidToken(description: string): Refusal {
  return new Refusal('UNAUTHENTICATED', description, {
    headers: { 'www-authenticate': `Bearer error="invalid_token", error_description="${description}"` },
  });
}
