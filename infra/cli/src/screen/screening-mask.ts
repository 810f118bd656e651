import { type FieldMask, maskFields } from '@hearthgate/policies';
import { type Purpose, PURPOSES, type Role } from '@hearthgate/schema';
import { ScreeningError } from './errors.ts';

/**
 * What a client of a role may see for a purpose.
 * @throws ScreeningError `PURPOSE_NOT_PERMITTED`, naming the purposes that the role may use.
 */
export function screeningMask(role: Role, purpose: Purpose): FieldMask {
  const mask = maskFields(role, purpose);
  if (mask) return mask;
  const permitted = PURPOSES.filter((name) => maskFields(role, name));
  throw new ScreeningError(
    'PURPOSE_NOT_PERMITTED',
    permitted.length === 0
      ? `PURPOSE_NOT_PERMITTED: ${role} may not screen; choose a --client of a school, a university or an aid center`
      : `PURPOSE_NOT_PERMITTED: ${role} may not ask for ${purpose}; it may ask for ${permitted.join(', ')}`,
  );
}
