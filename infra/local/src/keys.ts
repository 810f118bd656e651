// Every key of an installation: listed, rotated, erased.
export {
  eraseAuditSubjectKey,
  rotateCheckpointKey,
  rotateSubjectKey,
} from './audit-log/change-audit-keys.ts';
export { type ListedAuditKey, listAuditKeys } from './audit-log/list-audit-keys.ts';
export { erasePseudonymKey } from './pseudonym-keys/erase-pseudonym-key.ts';
export { type ListedKey, listPseudonymKeys } from './pseudonym-keys/list-pseudonym-keys.ts';
export { rotatePseudonymKey, type RotatePseudonymKeyOptions } from './registers/rotate-pseudonym-key.ts';
export { listScreeningKeys, type ListedScreeningKey } from './screening-keys/list-screening-keys.ts';
export { rotateScreeningKey } from './screening-keys/rotate-screening-key.ts';
export { type ListedSigningKey, listSigningKeys } from './signing-keys/list-signing-keys.ts';
export { rotateSigningKey } from './signing-keys/rotate-signing-key.ts';
