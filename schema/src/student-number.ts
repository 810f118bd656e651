import { idNumberFault } from './id-number.ts';
import type { IdNumber } from './id-number.ts';

declare const brand: unique symbol;

/** A national student number 全国学籍号 in its canonical form, 19 characters. */
export type StudentNumber = string & { readonly [brand]: 'StudentNumber' };

const WITHOUT_ID_NUMBER = /^[JL]\d{18}$/;

/** What keeps a text from being a canonical student number, in words that do not repeat it. */
export function studentNumberFault(text: string): string | undefined {
  if (text.startsWith('G')) return idNumberFault(text.slice(1));
  if (WITHOUT_ID_NUMBER.test(text)) return undefined;
  return 'not a student number: G and an ID number, or J or L and 18 digits';
}

/**
 * Guarantees `G` and a valid ID number, or `J` (no ID number) or `L` (temporary) and 18 digits. Strict: a lower-case
 * letter or a blank is refused; `cleanStudentNumber` repairs those. Does not check that the student exists.
 */
export function parseStudentNumber(text: string): StudentNumber | undefined {
  return studentNumberFault(text) === undefined ? (text as StudentNumber) : undefined;
}

/** The ID number that a `G` number carries; a `J` or `L` number is only a number. */
export function idNumberOf(studentNumber: StudentNumber): IdNumber | undefined {
  return studentNumber.startsWith('G') ? (studentNumber.slice(1) as IdNumber) : undefined;
}
