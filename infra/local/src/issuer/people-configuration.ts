import { hkdfSync } from 'node:crypto';
import type { JWK } from 'jose';
import { type Account, type Configuration, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import type pg from 'pg';
import { findActiveAccount } from './accounts/find-active-account.ts';
import { type ClientRegistration, locationOf } from './client-registration.ts';
import { limits } from './limits.ts';
import { renderPeopleError } from './sign-in/render-people-error.ts';

/** A person as the provider passes it around, with what their tokens are made of. */
export interface SignedInAccount extends Account {
  readonly registration: ClientRegistration;
}

export interface PeopleConfigurationOptions {
  readonly pool: pg.Pool;
  readonly signingKeys: readonly JWK[];
  /** Refuses a token request whose purpose or resource is not this person's, before their refresh token is used up. */
  readonly checkTokenRequest: (ctx: KoaContextWithOIDC) => void;
}

/**
 * The part of the provider that is for people: code flow with PKCE for the console, sessions of a working day, and refresh
 * tokens that are used once and end with the session. Consent is not asked for: the console is the installation's own.
 */
export function peopleConfiguration(options: PeopleConfigurationOptions): Configuration {
  const { pool, signingKeys, checkTokenRequest } = options;
  const lifetime = limits.sessionLifetimeSeconds;
  const cookie = { httpOnly: true, sameSite: 'lax', signed: true, overwrite: true } as const;
  return {
    scopes: ['openid', 'offline_access'],
    responseTypes: ['code'],
    pkce: { required: () => true },
    claims: { openid: ['sub', 'roles', 'location', 'ad_hoc_queries'] },
    // The console reads them from the ID token; there is no userinfo endpoint.
    conformIdTokenClaims: false,
    findAccount: (_ctx, username) => findSignedIn(pool, username),
    interactions: { policy: loginOnly(), url: (_ctx, { uid }) => `/sign-in/${uid}` },
    loadExistingGrant,
    cookies: {
      keys: [cookieKey(signingKeys)],
      names: {
        session: 'hearthgate_issuer_session',
        interaction: 'hearthgate_sign_in',
        resume: 'hearthgate_sign_in_resume',
      },
      long: cookie,
      short: cookie,
    },
    // Not by scope: OpenID Connect's offline_access means beyond the session, and nothing here outlives one.
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: () => true,
    rotateRefreshToken: (ctx) => {
      // Here because it is the last moment before the refresh token is used up: a refused purpose must not end a session.
      checkTokenRequest(ctx);
      return true;
    },
    ttl: {
      AccessToken: limits.tokenLifetimeSeconds,
      AuthorizationCode: limits.authorizationCodeLifetimeSeconds,
      ClientCredentials: limits.tokenLifetimeSeconds,
      Grant: lifetime,
      IdToken: lifetime,
      Interaction: limits.interactionLifetimeSeconds,
      RefreshToken: lifetime,
      Session: lifetime,
    },
    renderError: renderPeopleError,
  };
}

async function findSignedIn(pool: pg.Pool, username: string): Promise<SignedInAccount | undefined> {
  const account = await findActiveAccount(pool, username);
  if (account === undefined) return undefined;
  const { registration, adHocQueries } = account;
  return {
    accountId: username,
    registration,
    claims: () => ({
      sub: username,
      roles: [registration.role],
      location: locationOf(registration),
      ad_hoc_queries: adHocQueries,
    }),
  };
}

function loginOnly(): interactionPolicy.DefaultPolicy {
  const policy = interactionPolicy.base();
  policy.remove('consent');
  policy.get('login')?.checks.add(
    new interactionPolicy.Check('account_gone', 'the account is disabled', ({ oidc }) => {
      // The provider would go on without an account: a session that `disableUser` could not delete must not pass.
      return oidc.session?.accountId !== undefined && oidc.account === undefined;
    }),
  );
  return policy;
}

async function loadExistingGrant({ oidc }: KoaContextWithOIDC) {
  const { client, session, provider, account } = oidc;
  if (client === undefined || session === undefined || account === undefined) return undefined;
  const existing = session.grantIdFor(client.clientId);
  const found = existing === undefined ? undefined : await provider.Grant.find(existing);
  if (found !== undefined && found.accountId === account.accountId) return found;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: account.accountId });
  grant.addOIDCScope('openid offline_access');
  await grant.save();
  return grant;
}

/** Derived, so that there is no further secret to keep: whoever has the signing key can be anybody anyway. */
function cookieKey([signingKey]: readonly JWK[]): string {
  const bytes = hkdfSync('sha256', String(signingKey?.d), '', 'hearthgate issuer cookies', 32);
  return Buffer.from(bytes).toString('base64');
}
