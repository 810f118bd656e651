import type { Role } from '@hearthgate/schema/vocabulary';
import { ConsoleError } from '../../errors.ts';
import type { Session } from '../session/session.ts';

/** `FORBIDDEN` for a session of another role: earlier and clearer than what gateway or agency would say. */
export function requireRole(session: Session, roles: readonly Role[]): void {
  if (roles.includes(session.person.role)) return;
  throw new ConsoleError('FORBIDDEN', 'this is for accounts of another role');
}
