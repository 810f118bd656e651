import type { AdapterPayload } from 'oidc-provider';
import type { ConsoleParty } from './config.ts';

/** The client that people sign in through; no client and no person may be called so. */
export const CONSOLE_CLIENT_ID = 'hearthgate-console';

/**
 * The console's metadata: it signs people in by code, takes purpose-bound tokens for them by refresh token, and can get
 * none for itself (no `client_credentials`).
 */
export function consoleClientMetadata({ url, publicKey }: ConsoleParty): AdapterPayload {
  return {
    client_id: CONSOLE_CLIENT_ID,
    client_name: 'Hearthgate',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: [`${url}/callback`],
    post_logout_redirect_uris: [url, `${url}/`],
    scope: 'openid offline_access',
    jwks: { keys: [publicKey] },
  };
}
