import { errors } from 'oidc-provider';
import type { Client, Configuration, KoaContextWithOIDC } from 'oidc-provider';
import type { JWK } from 'jose';
import type pg from 'pg';
import { audienceOf } from './audience-of.ts';
import { checkAssertion } from './check-assertion.ts';
import { clientRegistrationSchema } from './client-registration.ts';
import type { ClientRegistration } from './client-registration.ts';
import type { IssuerConfig } from './config.ts';
import { grantAuthorizationDetail } from './grant-authorization-detail.ts';
import type { AuthorizationDetail } from './authorization-detail.ts';
import { issuerAdapter } from './issuer-adapter.ts';
import { limits } from './limits.ts';

export interface IssuerConfigurationOptions {
  readonly config: IssuerConfig;
  readonly pool: pg.Pool;
  readonly signingKeys: readonly JWK[];
  readonly startedAtSeconds: number;
}

const TOKEN_ALGORITHM = 'ES256';

/**
 * oidc-provider reduced to one thing: client credentials by `private_key_jwt`, answered with a JWT access token
 * (RFC 9068) of one role, one purpose and one bound. Everything else that it can do is off.
 */
export function issuerConfiguration(options: IssuerConfigurationOptions): Configuration {
  const { config, pool, signingKeys, startedAtSeconds } = options;
  return {
    adapter: issuerAdapter(pool),
    jwks: { keys: signingKeys.map((key) => ({ ...key })) },
    clockTolerance: limits.clockToleranceSeconds,
    scopes: [],
    responseTypes: [],
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
    extraTokenClaims: (ctx) => ({ roles: [registrationOf(ctx.oidc.client).role] }),
    assertJwtClientAuthClaimsAndHeader: (_ctx, claims) => {
      checkAssertion(claims, { issuer: config.url, startedAtSeconds });
    },
    ttl: { ClientCredentials: limits.tokenLifetimeSeconds },
    features: {
      clientCredentials: { enabled: true },
      dPoP: { enabled: true },
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: (_ctx, client) => audienceFor(registrationOf(client), config),
        getResourceServerInfo: (ctx, resource, client) => {
          // Every token request comes through here, also one without the parameter, which the validator never sees.
          grantedDetail(ctx);
          requireProofWhereBound(ctx, client);
          return {
            audience: audienceFor(registrationOf(client), config, resource),
            scope: '',
            accessTokenFormat: 'jwt',
            accessTokenTTL: limits.tokenLifetimeSeconds,
            jwt: { sign: { alg: TOKEN_ALGORITHM } },
          };
        },
      },
      richAuthorizationRequests: {
        enabled: true,
        types: { 'household-status': { validate: (ctx) => void grantedDetail(ctx) } },
        authorizationDetailsForAccessToken: (ctx) => [{ ...grantedDetail(ctx) }],
        authorizationDetailsForGrantSource: () => undefined,
        authorizationDetailsForIntrospection: () => undefined,
      },
    },
  };
}

function registrationOf(client: Client | undefined): ClientRegistration {
  return clientRegistrationSchema.parse(client?.['registration']);
}

function audienceFor(registration: ClientRegistration, config: IssuerConfig, resource?: string): string {
  const audience = audienceOf(registration, config.audiences, resource);
  if (audience === undefined) throw new errors.InvalidTarget('this client has no business there');
  return audience;
}

function grantedDetail(ctx: KoaContextWithOIDC): AuthorizationDetail {
  const { authorization_details: requested } = ctx.oidc.params ?? {};
  const granted = grantAuthorizationDetail(
    typeof requested === 'string' ? JSON.parse(requested) : [],
    registrationOf(ctx.oidc.client),
  );
  if (!granted.ok) throw new errors.InvalidAuthorizationDetails(granted.reason);
  return granted.detail;
}

/** The provider requires it too, but would not say so to the caller. */
function requireProofWhereBound(ctx: KoaContextWithOIDC, client: Client): void {
  if (client.dpopBoundAccessTokens !== true || ctx.get('DPoP') !== '') return;
  throw new errors.InvalidDpopProof('this client is sender-constrained: send a DPoP proof');
}
