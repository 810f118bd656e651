// The policies and agreements of an installation: read, checked, taken up.
export { checkPolicies, type PolicyCheck } from './agreements/check-policies.ts';
export { hasAgreements } from './agreements/has-agreements.ts';
export { readPolicyTexts } from './agreements/read-policy-texts.ts';
export { type ReloadedAgreements, reloadAgreements } from './agreements/reload-agreements.ts';
