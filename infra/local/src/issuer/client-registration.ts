import { AGENCIES, parseDivisionCode, parseSchoolCode, ROLES } from '@hearthgate/schema';
import type { Role } from '@hearthgate/schema';
import { z } from 'zod';
import { LocalError } from '../errors.ts';

/** The one location of a role that no code bounds. It is no school, division or agency, so it matches none by accident. */
export const ROLE_WIDE = '*';

type Bound = 'school' | 'division' | 'agency';

const boundOfRole: Readonly<Record<Role, Bound | undefined>> = {
  SCHOOL_AID_OFFICE: 'school',
  UNIVERSITY_AID_OFFICE: 'school',
  AID_CENTER: 'division',
  AGENCY_OPERATOR: 'agency',
  PRIVACY_OFFICER: undefined,
  PROVINCE_PLATFORM: undefined,
};

export const clientRegistrationSchema = z.strictObject({
  /** A file name, a JWT claim and a key of the audit log, so nothing that needs quoting. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and hyphens, at most 63'),
  role: z.enum(ROLES, `known are ${ROLES.join(', ')}`),
  school: z
    .string()
    .refine((text) => parseSchoolCode(text) !== undefined, 'is no school code (10 digits, or 0 and 5 digits)')
    .optional(),
  division: z
    .string()
    .refine((text) => parseDivisionCode(text) !== undefined, 'is no division code (6 or 12 digits)')
    .optional(),
  agency: z.enum(AGENCIES, `known are ${AGENCIES.join(', ')}`).optional(),
});

export type ClientRegistration = Readonly<z.infer<typeof clientRegistrationSchema>>;

/**
 * Guarantees a well-formed id, a known role and exactly the bound that the role has, for clients and for people alike.
 * `idOption` is what the command line calls the id: a person's is a username.
 * Does not check that the school or division exists: the roll bounds the view anyway.
 *
 * Errors: `BAD_CLIENT`, or `BAD_USER` for a username, naming the option at fault and what is known.
 */
export function parseClientRegistration(
  input: unknown,
  idOption: 'id' | 'username' = 'id',
): ClientRegistration {
  const code = idOption === 'id' ? 'BAD_CLIENT' : 'BAD_USER';
  const parsed = clientRegistrationSchema.safeParse(input);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path: [option], message }) => {
      return `--${option === 'id' ? idOption : String(option)}: ${message}`;
    });
    throw new LocalError(code, problems.join('; '));
  }
  const registration = parsed.data;
  const bound = boundOfRole[registration.role];
  for (const option of ['school', 'division', 'agency'] as const) {
    const given = registration[option] !== undefined;
    if (given === (option === bound)) continue;
    throw new LocalError(code, `${registration.role} ${given ? 'takes no' : 'needs'} --${option}`);
  }
  return registration;
}

/** The only `locations` value that a token of this client can carry. */
export function locationOf(registration: ClientRegistration): string {
  const bound = boundOfRole[registration.role];
  return (bound && registration[bound]) ?? ROLE_WIDE;
}
