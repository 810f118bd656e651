import * as oauth from 'oauth4webapi';
import { ask, type Reply, type AskOptions } from './ask.ts';
import { bindingKeys, type PrivateKey, signingKey } from './client-key.ts';
import type { TrustedDocument } from './documents/trusted-document.ts';
import { checkAddress } from './http/check-address.ts';
import type { Connection } from './http/send-request.ts';
import { type Screenings, screenings } from './screening/screenings.ts';
import { accessTokens } from './token/access-tokens.ts';
import { authorizationServer } from './token/authorization-server.ts';
import { type IssuedToken, requestToken, type TokenRequest } from './token/request-token.ts';

/** How a client registered with the OAuth server proves who it is. */
export interface ClientCredentials {
  /** The OAuth server's issuer identifier; its metadata is found from there. */
  readonly issuerUrl: string;
  readonly clientId: string;
  /** Signs the client's assertions (`private_key_jwt`); its public half is registered with the server. */
  readonly privateKey: PrivateKey;
  /**
   * Binds tokens to a key (DPoP, RFC 9449), as the gateway asks of a sender-constrained client. `true`: to one that this
   * process makes for itself.
   */
  readonly dpop?: boolean | PrivateKey | undefined;
}

/** Access tokens from elsewhere; they are kept until shortly before they expire all the same. */
export interface TokenSource {
  readonly requestToken: (request: TokenRequest) => Promise<IssuedToken>;
}

export interface ConnectOptions {
  /** The gateway's public URL, without a path. */
  readonly gatewayUrl: string;
  readonly credentials: ClientCredentials | TokenSource;
  /** Before each further try where one is safe; their number bounds the tries. Some 15 s in all unless given. */
  readonly retryPausesMs?: readonly number[] | undefined;
}

export interface PurposeOptions {
  /** The caller's own file number, for the audit log. Never a student's or an ID number. */
  readonly caseRef?: string | undefined;
  /** Whose token it shall be (RFC 8707), where the issuer does not give the gateway's by default. */
  readonly resource?: string | undefined;
}

/** What can be asked for one purpose. */
export interface PurposeBoundGateway {
  /** Asks a trusted document; see `ask`. */
  ask<Variables extends object, Data>(
    document: TrustedDocument<Variables, Data>,
    variables: Variables,
    options?: AskOptions,
  ): Promise<Reply<Data>>;
  readonly screenings: Screenings;
}

export interface Gateway {
  /** A token is good for one purpose, and so is everything that is asked with it. */
  forPurpose(purpose: string, options?: PurposeOptions): PurposeBoundGateway;
}

/**
 * Prepares a client of a gateway. Nothing is sent until something is asked. Plain HTTP is spoken on this machine only.
 * Errors: `ADDRESS_UNUSABLE`, `KEY_UNUSABLE`.
 */
export async function connectToGateway(options: ConnectOptions): Promise<Gateway> {
  const { credentials, retryPausesMs } = options;
  const gatewayUrl = checkAddress(options.gatewayUrl, 'gateway').replace(/\/+$/, '');
  const { requestToken: request, dpop } =
    'requestToken' in credentials ? { ...credentials, dpop: undefined } : await byAssertion(credentials);
  const tokens = accessTokens({ request });
  return {
    forPurpose: (purpose, asked = {}) => {
      const tokenRequest = { purpose, ...asked };
      const connection: Connection = { gatewayUrl, tokens, tokenRequest, dpop, retryPausesMs };
      return {
        ask: (document, variables, askOptions) => ask(connection, document, variables, askOptions),
        screenings: screenings(connection),
      };
    },
  };
}

async function byAssertion({
  issuerUrl,
  clientId,
  privateKey,
  dpop: binding = false,
}: ClientCredentials): Promise<TokenSource & { readonly dpop: oauth.DPoPHandle | undefined }> {
  const client: oauth.Client = { client_id: clientId };
  const authentication = oauth.PrivateKeyJwt(await signingKey(privateKey));
  const keys = binding === false ? undefined : await bindingKeys(binding === true ? undefined : binding);
  const dpop = keys && oauth.DPoP(client, keys);
  const server = authorizationServer(checkAddress(issuerUrl, 'issuer'));
  return { dpop, requestToken: (request) => requestToken(request, { server, client, authentication, dpop }) };
}
