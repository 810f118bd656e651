export { openTestAgency, type TestAgency } from './test-agency.ts';
export { testIdNumber } from './test-id-number.ts';
export { testKeyRing } from './test-key-ring.ts';
export { type TestCell, testWorkbook } from './test-workbook.ts';
export { askAgency } from './ask-agency.ts';
export type { AgencyAnswer, AskAgencyOptions } from './ask-agency.ts';
export { startTestGateway, type TestGateway, testRequester, testSigningKey } from './test-gateway.ts';
