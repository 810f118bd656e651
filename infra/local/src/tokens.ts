// How a client that is registered here gets its tokens.
export { readClientKey } from './client-keys/read-client-key.ts';
export { readPrivateKey } from './client-keys/read-private-key.ts';
export { authorizationDetailsFor, type PurposeRequest } from './issuer/authorization-details-for.ts';
export {
  type AccessToken,
  requestAccessToken,
  type RequestAccessTokenOptions,
} from './issuer/request-access-token.ts';
