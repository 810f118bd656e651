import { maskFields, type Policies } from '@hearthgate/policies';
import { type Purpose, ROLES } from '@hearthgate/schema';
import { readPublicSdl } from '@hearthgate/schema/sdl';
import { buildSchema } from 'graphql';

const publicSchema = buildSchema(readPublicSdl());

/** Whether a purpose lets nobody see anything but whether students qualify for a program, which then must be named. */
export function needsProgram(policies: Policies, purpose: Purpose): boolean {
  const masks = ROLES.flatMap(
    (role) => maskFields(policies, publicSchema, { role, purpose, assurance: 'bearer' }) ?? [],
  );
  return (
    masks.length > 0 &&
    masks.every(({ viewFields }) =>
      [...viewFields].every((field) => field === 'studentNumber' || field === 'qualifies'),
    )
  );
}
