import type { ConsoleConfig } from '../../config.ts';
import type { IssuerConfiguration } from '../oidc/issuer-client.ts';
import type { PurposeTokens } from '../oidc/purpose-tokens.ts';
import type { SessionCookie } from '../session/session-cookie.ts';
import type { SessionStore } from '../session/session-store.ts';

/** What the browser's API works with. */
export interface ApiOptions {
  readonly config: ConsoleConfig;
  readonly sessions: SessionStore;
  readonly cookie: SessionCookie;
  readonly issuer: () => Promise<IssuerConfiguration>;
  readonly tokens: PurposeTokens;
}
