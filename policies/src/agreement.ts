// What an agency knows: its own agreement, and none of the rules by which a gateway masks, plans and derives.
export { type AgreementRule, agreementRules } from './agreement-rules.ts';
export { PolicyError } from './cedar/policy-error.ts';
export type { PolicyDecision, PolicySet } from './cedar/policy-set.ts';
export { compileAgreement } from './compile-policies.ts';
export { permitsSharing, type SharingQuestion } from './permits-sharing.ts';
export { POLICY_SCHEMA_FILE, policyFolder } from './policy-folder.ts';
