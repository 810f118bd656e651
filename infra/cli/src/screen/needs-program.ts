import { maskFields } from '@hearthgate/policies';
import { type Purpose, ROLES } from '@hearthgate/schema';

/** Whether a purpose lets nobody see anything but whether students qualify for a program, which then must be named. */
export function needsProgram(purpose: Purpose): boolean {
  const masks = ROLES.flatMap((role) => maskFields(role, purpose) ?? []);
  return (
    masks.length > 0 &&
    masks.every(({ viewFields }) =>
      [...viewFields].every((field) => field === 'studentNumber' || field === 'qualifies'),
    )
  );
}
