import { PURPOSES, type Purpose, type Role, ROLES } from '@hearthgate/schema';
import { errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import { AccessTokenError } from './errors.ts';
import { limits } from './limits.ts';
import { ALGORITHMS, invalidToken, type Scheme } from './challenges.ts';
import { decodeJws } from './decode-jws.ts';
import { type RollBounds, rollBounds } from './roll-bounds.ts';

export interface VerifyAccessTokenOptions {
  readonly issuer: string;
  /** The public URL of the service that the token came to. */
  readonly audience: string;
  readonly keys: JWTVerifyGetKey;
}

/** What a token says, verified: it is what the issuer granted, until it expires. */
export interface VerifiedToken {
  /** Who asks: a client system, or a person whom the console asks for. Limits, revocation and the log know both by this name. */
  readonly client: string;
  /** The name is a person's; the token came to them through another client (RFC 9068, section 2.2: `sub` is not `client_id`). */
  readonly person: boolean;
  readonly role: Role;
  readonly purpose: Purpose;
  readonly legalBasis: string;
  readonly caseRef: string | undefined;
  /** The one location that the token names, of the kind that its role is bounded by. */
  readonly location: string;
  /** What a location of a school or a division means; undefined for a role that has no roll. */
  readonly bounds: RollBounds | undefined;
  /** The thumbprint of the key that the token is bound to (RFC 9449, section 6.1). */
  readonly boundToKey: string | undefined;
  readonly expiresAtSeconds: number;
}

const requiredClaims = [
  ...['iss', 'sub', 'aud', 'exp', 'iat', 'jti', 'client_id'],
  ...['roles', 'authorization_details'],
];

const name = z.string().min(1).max(200);

/** What goes into a log that nobody can take it out of again, so no number that a person goes by. */
const loggedName = name.regex(/^(?!.*\d{15})[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u);

const claimsSchema = z.object({
  sub: name,
  // Of several audiences, any could use the token at the others.
  aud: z.union([name, z.tuple([name])]),
  exp: z.number(),
  iat: z.number(),
  jti: name,
  client_id: name,
  roles: z.tuple([z.enum(ROLES)]),
  authorization_details: z.tuple([
    z.strictObject({
      type: z.literal('household-status'),
      actions: z.tuple([z.literal('read')]),
      locations: z.tuple([name]),
      purpose: z.enum(PURPOSES),
      legal_basis: loggedName,
      case_ref: loggedName.optional(),
    }),
  ]),
  // Bound in another way (by a TLS certificate, say) is bound: it must not pass for lack of a check.
  cnf: z.strictObject({ jkt: z.string().regex(/^[A-Za-z0-9_-]{43}$/) }).optional(),
});

/**
 * Verifies a purpose-bound access token (RFC 9068, RFC 9396) as RFC 8725 advises: a compact JWS of `typ` `at+jwt`, signed
 * with ES256 or EdDSA by a key that the issuer publishes, from this issuer, for this audience alone, in force, living 300 s
 * at most, with one role, and one `authorization_details` entry whose location is of the kind that the role is bounded by.
 * Keys and URLs in its header (`jwk`, `jku`, `x5c`, `x5u`) are ignored: `kid` chooses among the issuer's keys, no more.
 *
 * Does not check that the client is still registered, that the caller holds the key that the token is bound to, or that
 * the role may use the purpose.
 *
 * Errors: `UNAUTHENTICATED`, and no word of it from the token; `ISSUER_UNAVAILABLE` when the issuer's keys could not be
 * fetched.
 */
export async function verifyAccessToken(
  token: string,
  scheme: Scheme,
  options: VerifyAccessTokenOptions,
): Promise<VerifiedToken> {
  const payload = await verifiedPayload(token, scheme, options);
  const parsed = claimsSchema.safeParse(payload);
  if (!parsed.success) throw invalidToken(scheme, 'the token is not a purpose-bound access token');
  const {
    roles,
    authorization_details: details,
    sub: client,
    client_id: through,
    exp,
    iat,
    cnf,
  } = parsed.data;
  if (iat > Date.now() / 1000 + limits.clockToleranceSeconds) {
    throw invalidToken(scheme, 'the token is of the future');
  }
  if (exp - iat > limits.maxTokenLifetimeSeconds) {
    throw invalidToken(scheme, `the token lives longer than ${String(limits.maxTokenLifetimeSeconds)} s`);
  }
  const [role] = roles;
  const [detail] = details;
  const [location] = detail.locations;
  const bounds = rollBounds(role, location);
  if (bounds === 'unfit') throw invalidToken(scheme, 'the location in the token is none for its role');
  return {
    client,
    person: through !== client,
    role,
    purpose: detail.purpose,
    legalBasis: detail.legal_basis,
    caseRef: detail.case_ref,
    location,
    bounds,
    boundToKey: cnf?.jkt,
    expiresAtSeconds: exp,
  };
}

async function verifiedPayload(
  token: string,
  scheme: Scheme,
  { keys, issuer, audience }: VerifyAccessTokenOptions,
): Promise<unknown> {
  try {
    const { payload } = decodeJws(token);
    await jwtVerify(token, keys, {
      algorithms: [...ALGORITHMS],
      typ: 'at+jwt',
      issuer,
      audience,
      clockTolerance: limits.clockToleranceSeconds,
      requiredClaims,
    });
    return payload;
  } catch (error) {
    if (error instanceof AccessTokenError) throw error;
    if (error instanceof errors.JWTExpired) throw invalidToken(scheme, 'the token has expired');
    throw invalidToken(scheme, 'the token is not valid here');
  }
}
