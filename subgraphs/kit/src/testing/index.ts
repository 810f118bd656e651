export { openTestAgency, type TestAgency } from './test-agency.ts';
export { testIdNumber } from './test-id-number.ts';
export { testKeyRing } from './test-key-ring.ts';
export { type TestCell, testWorkbook } from './test-workbook.ts';
