import type { AgencyName } from '@hearthgate/schema';
import type { ClientRegistration } from './client-registration.ts';

export type Audiences = Readonly<Record<'gateway' | AgencyName, string>>;

/**
 * Whom a client's tokens are for: an agency's operator, that agency; everyone else, the gateway. A privacy officer may
 * ask (RFC 8707 `resource`) for an agency too, to compare its access records with the audit log. `undefined`: not for
 * this client.
 */
export function audienceOf(
  registration: ClientRegistration,
  audiences: Audiences,
  resource?: string,
): string | undefined {
  const own = audiences[registration.agency ?? 'gateway'];
  const wanted = resource?.replace(/\/$/, '') ?? own;
  if (wanted === own) return own;
  const anyAudience = registration.role === 'PRIVACY_OFFICER';
  return anyAudience && Object.values(audiences).includes(wanted) ? wanted : undefined;
}
