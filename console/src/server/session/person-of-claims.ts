import { type Role, ROLES } from '@hearthgate/schema/vocabulary';
import { z } from 'zod';

/** Who signed in, as the issuer says. What the person may do is decided where it always is: at gateway, log and agency. */
export interface Person {
  readonly username: string;
  readonly role: Role;
  /** School or division code, agency, or `*`: what the person's view is bounded by. */
  readonly location: string;
  /** May send query text of their own, as far as the issuer knows. */
  readonly adHocQueries: boolean;
}

const claims = z.object({
  sub: z.string().min(1).max(200),
  roles: z.tuple([z.enum(ROLES)]),
  location: z.string().min(1).max(100).default('*'),
  ad_hoc_queries: z.boolean().default(false),
});

/** The person of an ID token whose signature and claims of RFC were verified; `undefined` where it names no role of ours. */
export function personOfClaims(idToken: unknown): Person | undefined {
  const parsed = claims.safeParse(idToken);
  if (!parsed.success) return undefined;
  const { sub, roles, location, ad_hoc_queries } = parsed.data;
  return { username: sub, role: roles[0], location, adHocQueries: ad_hoc_queries };
}
