// What holds without GraphQL: scalars.ts and number-lists.ts are apart, for those who serve it.
export * from './vocabulary.ts';
export { EMPTY_CELL } from './cell.ts';
export type { Cell } from './cell.ts';
export { parseIdNumber, checkCharacter } from './id-number.ts';
export type { IdNumber } from './id-number.ts';
export { cleanIdNumber } from './clean-id-number.ts';
export type { CleanedId, CleanedNumber } from './clean-id-number.ts';
export { idNumberOf, parseStudentNumber } from './student-number.ts';
export type { StudentNumber } from './student-number.ts';
export { cleanStudentNumber } from './clean-student-number.ts';
export type { CleanedStudentNumber } from './clean-student-number.ts';
export { readIdNumber, readStudentNumber } from './read-number.ts';
export type { ReadNumber } from './read-number.ts';
export { calendarDate } from './calendar-date.ts';
export { cleanDate } from './clean-date.ts';
export type { CleanedDate } from './clean-date.ts';
export { cleanSchoolCode, parseSchoolCode } from './school-code.ts';
export type { SchoolCode } from './school-code.ts';
export { cleanDivisionCode, parseDivisionCode } from './division-code.ts';
export type { DivisionCode } from './division-code.ts';
export { formatPersonRef, isPersonRef, parsePersonRef } from './person-ref.ts';
export type { PersonRef, PersonRefParts } from './person-ref.ts';
export {
  countPersonRefs,
  formatPersonRefs,
  parsePersonRefs,
  PERSON_REF_BYTES,
  PERSON_REF_WORDS,
  personRefWords,
} from './person-refs.ts';
export type { PersonRefs } from './person-refs.ts';
export { AGENCY_TOKEN_TYPE, refsDigest } from './agency-token.ts';
export type { AgencyTokenClaims, AgencyTokenRequester } from './agency-token.ts';
