export {
  eraseAuditSubjectKey,
  rotateCheckpointKey,
  rotateSubjectKey,
} from './audit-log/change-audit-keys.ts';
export { type ListedAuditKey, listAuditKeys } from './audit-log/list-audit-keys.ts';
export { verifyAuditLog } from './audit-log/verify-audit-log.ts';
export { checkPolicies, type PolicyCheck } from './agreements/check-policies.ts';
export { hasAgreements } from './agreements/has-agreements.ts';
export { readPolicyTexts } from './agreements/read-policy-texts.ts';
export { type ReloadedAgreements, reloadAgreements } from './agreements/reload-agreements.ts';
export { authorizationDetailsFor } from './issuer/authorization-details-for.ts';
export type { PurposeRequest } from './issuer/authorization-details-for.ts';
export { type ClientDatabases, listClients } from './issuer/list-clients.ts';
export { provisionIssuer } from './issuer/provision-issuer.ts';
export type { ProvisionIssuerOptions } from './issuer/provision-issuer.ts';
export { registerClient } from './issuer/register-client.ts';
export type { RegisterClientOptions } from './issuer/register-client.ts';
export type { RegisteredClient } from './issuer/registered-client.ts';
export { requestAccessToken } from './issuer/request-access-token.ts';
export type { AccessToken, RequestAccessTokenOptions } from './issuer/request-access-token.ts';
export { revokeClient } from './issuer/revoke-client.ts';
export type { ClientChange } from './issuer/revoke-client.ts';
export { rotateClientKey } from './issuer/rotate-client-key.ts';
export { readClientKey } from './client-keys/read-client-key.ts';
export { readPrivateKey } from './client-keys/read-private-key.ts';
export { clientKeyFile } from './client-keys/client-key-file.ts';
export { locateIssuer } from './issuer/locate-issuer.ts';
export type { IssuerLocation } from './issuer/locate-issuer.ts';
export { type Demo, type LocalConfig, type LocalOptions, parseConfig } from './config.ts';
export { LocalError, type LocalErrorCode } from './errors.ts';
export { dataDirPaths } from './data-dir/data-dir-paths.ts';
export { diagnose } from './doctor/diagnose.ts';
export type { Finding } from './doctor/finding.ts';
export { type ListedKey, listPseudonymKeys } from './pseudonym-keys/list-pseudonym-keys.ts';
export { erasePseudonymKey } from './pseudonym-keys/erase-pseudonym-key.ts';
export { loadKeyRing } from './pseudonym-keys/load-key-ring.ts';
export { importRegisterFile, type ImportRegisterFileOptions } from './registers/import-register-file.ts';
export { rotatePseudonymKey, type RotatePseudonymKeyOptions } from './registers/rotate-pseudonym-key.ts';
export { type ListedSigningKey, listSigningKeys } from './signing-keys/list-signing-keys.ts';
export { rotateSigningKey } from './signing-keys/rotate-signing-key.ts';
export { readRunFile } from './run-file/read-run-file.ts';
export type { RunFile } from './run-file/run-file.ts';
export { runningDatabaseUrls } from './run-file/running-database-urls.ts';
export type { DatabaseUrls } from './data-dir/database-urls.ts';
export { banner } from './start/banner.ts';
export { type RunningSystem, startSystem, type StartSystemOptions } from './start/start-system.ts';
export { watchParent } from './start/watch-parent.ts';
