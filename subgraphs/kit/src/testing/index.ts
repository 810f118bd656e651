export { openTestAgency, testKeyRing, type TestAgency } from './test-agency.ts';
export { testIdNumber } from './test-id-number.ts';
