// Both lanes by themselves, for those who compare them: tests, and the measurement of their CPU.
export { type RequestAuthority, requestAuthority, requestTxns } from './agency-token/request-authority.ts';
export {
  type AgencyAnswer,
  type AgencyCall,
  AgencyCaller,
  type AskAgency,
} from './agencies/agency-caller.ts';
export { AgencyUnavailable } from './agencies/agency-unavailable.ts';
export { deriveAnswers } from './answers.ts';
export { compiledLane } from './compiled-lane/compiled-lane.ts';
export type { AskedAgency, Lane, MakeLane } from './lane.ts';
export { makePublicSchema } from './public-schema.ts';
export { stitchedLane } from './stitched-lane.ts';
export { watchSigningKeys } from './signing-keys/watch-signing-keys.ts';
