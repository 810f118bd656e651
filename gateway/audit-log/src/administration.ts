export { auditLogUrl, type AuditLogUrlOptions } from './database/audit-log-url.ts';
export { provisionAuditLog, type ProvisionAuditLogOptions } from './database/provision-audit-log.ts';
export { addCheckpointKey } from './keys/add-checkpoint-key.ts';
export { addSubjectKey } from './keys/add-subject-key.ts';
export { eraseSubjectKey, type EraseSubjectKeyOptions } from './keys/erase-subject-key.ts';
export { listCheckpointKeys, type ListedCheckpointKey } from './keys/list-checkpoint-keys.ts';
export { listSubjectKeys, type ListedSubjectKey } from './keys/list-subject-keys.ts';
export { newCheckpointKeys } from './keys/new-checkpoint-keys.ts';
export {
  parseCheckpointKeys,
  type StoredCheckpointKey,
  type StoredCheckpointKeys,
} from './keys/stored-checkpoint-keys.ts';
export { parseSubjectKeys, type StoredSubjectKey } from './keys/stored-subject-keys.ts';
export { type LogVerdict, verifyLog, type VerifyLogOptions } from './verify/verify-log.ts';
