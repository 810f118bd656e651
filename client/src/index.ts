export {
  type ClientCredentials,
  connectToGateway,
  type ConnectOptions,
  type Gateway,
  type PurposeBoundGateway,
  type PurposeOptions,
  type TokenSource,
} from './connect-to-gateway.ts';
export type { Reply, AskOptions } from './ask.ts';
export type { PrivateKey } from './client-key.ts';
export {
  type ClientErrorCode,
  HearthgateError,
  type HearthgateErrorOptions,
  type Receipt,
} from './errors.ts';
export type { IssuedToken, TokenRequest } from './token/request-token.ts';
// The documents that every gateway of this version knows, and the types of what they answer.
export * as documents from './documents/trusted-documents.ts';
export type { DataOf, TrustedDocument, VariablesOf } from './documents/trusted-document.ts';
export type { AidProgram, ScreeningStatus, SpecialGroup } from './documents/shared-types.ts';
export type { ScreeningJob, ScreeningState, ScreeningSummary } from './screening/screening-state.ts';
export type { CreateScreeningInput, Screenings, WaitOptions } from './screening/screenings.ts';
export type { ResultsOptions } from './screening/screening-results.ts';
export type { ByteStream, RosterSource, UploadOptions } from './screening/upload-roster.ts';
