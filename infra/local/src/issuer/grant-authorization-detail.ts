import { purposes } from '@hearthgate/policies/purposes';
import { PURPOSES } from '@hearthgate/schema';
import { z } from 'zod';
import { locationOf } from './client-registration.ts';
import type { ClientRegistration } from './client-registration.ts';
import type { AuthorizationDetail } from './authorization-detail.ts';

const requestSchema = z.strictObject({
  type: z.literal('household-status'),
  actions: z.tuple([z.literal('read')], 'is ["read"]'),
  locations: z.tuple([z.string()], 'is one code').optional(),
  purpose: z.enum(PURPOSES, `known are ${PURPOSES.join(', ')}`),
  legal_basis: z.string().optional(),
  /** The caller's file number, which goes into the audit log. Long runs of digits are refused: they are somebody. */
  case_ref: z
    .string()
    .regex(/^[\p{L}\p{Nd}._:/#〔〕()-]{1,64}$/u, 'is 1 to 64 letters, digits and . _ : / # ( ) -')
    .refine((text) => !/\p{Nd}{15}/u.test(text), 'must not be an ID number or a student number')
    .optional(),
});

export type GrantedDetail =
  | { readonly ok: true; readonly detail: AuthorizationDetail }
  | { readonly ok: false; readonly reason: string };

/**
 * The authorization (RFC 9396) that a client's request comes to: exactly one entry, inside the bounds that the client
 * is registered with. `locations` and `legal_basis` may be left out; they are filled in from the registration and from
 * policies/purposes.json (RFC 9396, section 7), and a request that names others is refused.
 *
 * Does not check that the client's role may use the purpose: that is the gateway's decision.
 */
export function grantAuthorizationDetail(
  requested: unknown,
  registration: ClientRegistration,
): GrantedDetail {
  if (!Array.isArray(requested) || requested.length !== 1) {
    return { ok: false, reason: 'exactly one authorization_details entry is needed' };
  }
  const parsed = requestSchema.safeParse(requested[0]);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return {
      ok: false,
      reason: `${issue?.path.join('.') || 'entry'}: ${issue?.message ?? 'is not understood'}`,
    };
  }
  const { locations, purpose, legal_basis: claimedBasis, case_ref: caseRef } = parsed.data;
  const location = locationOf(registration);
  if (locations !== undefined && locations[0] !== location) {
    return { ok: false, reason: 'locations: not what this client is registered for' };
  }
  const legalBasis = purposes[purpose].legalBasis.id;
  if (claimedBasis !== undefined && claimedBasis !== legalBasis) {
    return { ok: false, reason: `legal_basis: that of ${purpose} is ${legalBasis}` };
  }
  return {
    ok: true,
    detail: {
      type: 'household-status',
      actions: ['read'],
      locations: [location],
      purpose,
      legal_basis: legalBasis,
      ...(caseRef === undefined ? {} : { case_ref: caseRef }),
    },
  };
}
