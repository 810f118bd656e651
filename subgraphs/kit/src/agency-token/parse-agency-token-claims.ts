import {
  type AgencyTokenClaims,
  parseDivisionCode,
  parseSchoolCode,
  PURPOSES,
  type Role,
  ROLES,
} from '@hearthgate/schema';
import { z } from 'zod';
import { limits } from '../service/limits.ts';

const hash = z.hex().length(64);
const name = z.string().min(1).max(200);

const requester = z.object({
  txn: z.uuid(),
  client: name,
  role: z.enum(ROLES),
  assurance: z.enum(['bearer', 'dpop']),
  legal_basis: z.string().min(1).max(1_000),
  document: hash,
  mask: hash,
  refCount: z.int().min(0).max(limits.maxRefsPerCall),
});

const roll = z.union([
  z.strictObject({ schoolCode: z.string().refine((code) => parseSchoolCode(code) !== undefined) }),
  z.strictObject({ divisionCode: z.string().refine((code) => parseDivisionCode(code) !== undefined) }),
]);

/** Whose roll a role may ask for at all; a role that is missing has no roll. */
const rollOfRole: Partial<Record<Role, 'schoolCode' | 'divisionCode'>> = {
  SCHOOL_AID_OFFICE: 'schoolCode',
  UNIVERSITY_AID_OFFICE: 'schoolCode',
  AID_CENTER: 'divisionCode',
};

const claims = z
  .object({
    iss: z.string(),
    aud: z.string(),
    iat: z.int(),
    exp: z.int(),
    purpose: z.enum(PURPOSES),
    fields: z.array(name).min(1).max(limits.maxFieldsPerToken),
    policy_hash: hash,
    refs_digest: z.base64url().length(43),
    roll: roll.optional(),
    requesters: z.array(requester).min(1).max(limits.maxRequestersPerCall),
  })
  .refine(({ iat, exp }) => exp > iat && exp - iat <= limits.maxTokenLifetimeSeconds)
  .refine(
    (token) =>
      token.roll === undefined ||
      token.requesters.every(({ role }) => Object.keys(token.roll ?? {})[0] === rollOfRole[role]),
  );

/** The claims of a token whose signature was verified; `undefined` where one is missing, out of bounds or against another. */
export function parseAgencyTokenClaims(payload: unknown): AgencyTokenClaims | undefined {
  const parsed = claims.safeParse(payload);
  if (!parsed.success) return undefined;
  const { roll: asked, ...others } = parsed.data;
  return asked === undefined ? others : { ...others, roll: asked };
}
