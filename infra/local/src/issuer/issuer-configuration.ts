import { errors } from 'oidc-provider';
import type { Client, Configuration, KoaContextWithOIDC } from 'oidc-provider';
import type { JWK } from 'jose';
import type pg from 'pg';
import { audienceOf } from './audience-of.ts';
import { checkAssertion } from './check-assertion.ts';
import { CONSOLE_CLIENT_ID, consoleClientMetadata } from './console-client.ts';
import { clientRegistrationSchema } from './client-registration.ts';
import type { ClientRegistration } from './client-registration.ts';
import type { IssuerConfig } from './config.ts';
import { grantAuthorizationDetail } from './grant-authorization-detail.ts';
import type { AuthorizationDetail } from './authorization-detail.ts';
import { issuerAdapter } from './issuer-adapter.ts';
import { limits } from './limits.ts';
import { peopleConfiguration, type SignedInAccount } from './people-configuration.ts';
import { logoutPages } from './sign-in/logout-pages.ts';

export interface IssuerConfigurationOptions {
  readonly config: IssuerConfig;
  readonly pool: pg.Pool;
  readonly signingKeys: readonly JWK[];
  readonly startedAtSeconds: number;
}

const TOKEN_ALGORITHM = 'ES256';

/**
 * oidc-provider reduced to two things. For client systems: client credentials by `private_key_jwt`, answered with a JWT
 * access token (RFC 9068) of one role, one purpose and one bound. For people, where there is a console: signing in to it
 * (`peopleConfiguration`), and the same kind of token by its refresh token. Everything else that it can do is off.
 */
export function issuerConfiguration(options: IssuerConfigurationOptions): Configuration {
  const { config, pool, signingKeys, startedAtSeconds } = options;
  const { console: consoleParty } = config;
  const checkTokenRequest = (ctx: KoaContextWithOIDC): void => {
    grantedDetail(ctx);
    audienceFor(ctx, config, ctx.oidc.params?.['resource']);
  };
  return {
    adapter: issuerAdapter({ pool, consoleClient: consoleParty && consoleClientMetadata(consoleParty) }),
    jwks: { keys: signingKeys.map((key) => ({ ...key })) },
    clockTolerance: limits.clockToleranceSeconds,
    scopes: [],
    responseTypes: [],
    ttl: { ClientCredentials: limits.tokenLifetimeSeconds },
    ...(consoleParty && peopleConfiguration({ pool, signingKeys, checkTokenRequest })),
    clientAuthMethods: ['private_key_jwt'],
    enabledJWA: {
      clientAuthSigningAlgValues: [TOKEN_ALGORITHM],
      idTokenSigningAlgValues: [TOKEN_ALGORITHM],
      dPoPSigningAlgValues: [TOKEN_ALGORITHM],
    },
    clientDefaults: {
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: TOKEN_ALGORITHM,
      id_token_signed_response_alg: TOKEN_ALGORITHM,
      authorization_details_types: ['household-status'],
    },
    extraClientMetadata: { properties: ['registration'] },
    extraTokenClaims: (ctx) => ({ roles: [registrationOf(ctx).role] }),
    assertJwtClientAuthClaimsAndHeader: (_ctx, claims) => {
      checkAssertion(claims, { issuer: config.url, startedAtSeconds });
    },
    features: {
      clientCredentials: { enabled: true },
      dPoP: { enabled: true },
      devInteractions: { enabled: false },
      revocation: { enabled: consoleParty !== undefined },
      rpInitiatedLogout: consoleParty ? { enabled: true, ...logoutPages } : { enabled: false },
      userinfo: { enabled: false },
      resourceIndicators: resourceIndicators(config),
      richAuthorizationRequests: {
        enabled: true,
        types: { 'household-status': { validate: checkDetailEarly } },
        authorizationDetailsForAccessToken: (ctx) => [{ ...grantedDetail(ctx) }],
        authorizationDetailsForGrantSource: () => undefined,
        authorizationDetailsForIntrospection: () => undefined,
      },
    },
  };
}

type Features = NonNullable<Configuration['features']>;

function resourceIndicators(config: IssuerConfig): NonNullable<Features['resourceIndicators']> {
  const everywhere = Object.values(config.audiences);
  return {
    enabled: true,
    defaultResource: (ctx, client, oneOf) => {
      if (client.clientId !== CONSOLE_CLIENT_ID) return audienceFor(ctx, config);
      // At sign-in nobody is known yet, so the refresh token is good for all; each use is held to the person's own.
      if (ctx.oidc.route !== 'token') return everywhere;
      // What comes with the code has no audience: it is for nobody, since no purpose was named.
      return oneOf === undefined ? config.audiences.gateway : undefined;
    },
    getResourceServerInfo: (ctx, resource, client) => {
      const atSignIn = client.clientId === CONSOLE_CLIENT_ID && ctx.oidc.route !== 'token';
      // Every token request comes through here, also one without the parameter, which the validator never sees.
      if (!atSignIn) grantedDetail(ctx);
      requireProofWhereBound(ctx, client);
      return {
        audience: atSignIn ? audienceAtSignIn(config, resource) : audienceFor(ctx, config, resource),
        scope: '',
        accessTokenFormat: 'jwt',
        accessTokenTTL: limits.tokenLifetimeSeconds,
        jwt: { sign: { alg: TOKEN_ALGORITHM } },
      };
    },
  };
}

function audienceAtSignIn(config: IssuerConfig, resource: string): string {
  const audience = resource.replace(/\/$/, '');
  if (Object.values(config.audiences).includes(audience)) return audience;
  throw new errors.InvalidTarget('no such service here');
}

/** Of the client that asks, or, where the console does, of the person it asks for. */
function registrationOf({ oidc }: KoaContextWithOIDC): ClientRegistration {
  if (oidc.client?.clientId !== CONSOLE_CLIENT_ID) {
    return clientRegistrationSchema.parse(oidc.client?.['registration']);
  }
  const account = oidc.account as SignedInAccount | undefined;
  if (account === undefined) throw new errors.InvalidGrant('nobody is signed in');
  return account.registration;
}

function audienceFor(ctx: KoaContextWithOIDC, config: IssuerConfig, resource?: unknown): string {
  const wanted = typeof resource === 'string' ? resource : undefined;
  const audience = Array.isArray(resource)
    ? undefined
    : audienceOf(registrationOf(ctx), config.audiences, wanted);
  if (audience === undefined) throw new errors.InvalidTarget('this client has no business there');
  return audience;
}

/**
 * Before the provider knows whom a refresh token belongs to, there is nothing to hold a person's request to; it is held
 * before the token is used up. Anywhere else the console may name no purpose: a purpose is named for each access token.
 */
function checkDetailEarly(ctx: KoaContextWithOIDC): void {
  if (ctx.oidc.client?.clientId !== CONSOLE_CLIENT_ID) {
    grantedDetail(ctx);
  } else if (ctx.oidc.params?.['grant_type'] !== 'refresh_token') {
    throw new errors.InvalidAuthorizationDetails('name the purpose when the refresh token is used');
  }
}

function grantedDetail(ctx: KoaContextWithOIDC): AuthorizationDetail {
  const { authorization_details: requested } = ctx.oidc.params ?? {};
  const granted = grantAuthorizationDetail(
    typeof requested === 'string' ? JSON.parse(requested) : [],
    registrationOf(ctx),
  );
  if (!granted.ok) throw new errors.InvalidAuthorizationDetails(granted.reason);
  return granted.detail;
}

/** The provider requires it too, but would not say so to the caller. */
function requireProofWhereBound(ctx: KoaContextWithOIDC, client: Client): void {
  if (client.dpopBoundAccessTokens !== true || ctx.get('DPoP') !== '') return;
  throw new errors.InvalidDpopProof('this client is sender-constrained: send a DPoP proof');
}
