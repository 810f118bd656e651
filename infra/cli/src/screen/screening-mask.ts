import { type FieldMask, maskFields, type Policies } from '@hearthgate/policies';
import { type Purpose, PURPOSES, type Role } from '@hearthgate/schema';
import { readPublicSdl } from '@hearthgate/schema/sdl';
import { buildSchema } from 'graphql';
import { ScreeningError } from './errors.ts';

const publicSchema = buildSchema(readPublicSdl());

export interface ScreeningClient {
  readonly role: Role;
  /** Its tokens are bound to a key. */
  readonly senderConstrained: boolean;
}

/**
 * What a client may see for a purpose.
 * @throws ScreeningError `PURPOSE_NOT_PERMITTED`, naming the purposes that the role may use.
 */
export function screeningMask(
  policies: Policies,
  { role, senderConstrained }: ScreeningClient,
  purpose: Purpose,
): FieldMask {
  const assurance = senderConstrained ? 'dpop' : 'bearer';
  const maskFor = (name: Purpose): FieldMask | undefined =>
    maskFields(policies, publicSchema, { role, purpose: name, assurance });
  const mask = maskFor(purpose);
  if (mask) return mask;
  const permitted = PURPOSES.filter((name) => maskFor(name));
  throw new ScreeningError(
    'PURPOSE_NOT_PERMITTED',
    permitted.length === 0
      ? `PURPOSE_NOT_PERMITTED: ${role} may not screen; choose a --client of a school, a university or an aid center`
      : `PURPOSE_NOT_PERMITTED: ${role} may not ask for ${purpose}; it may ask for ${permitted.join(', ')}`,
  );
}
