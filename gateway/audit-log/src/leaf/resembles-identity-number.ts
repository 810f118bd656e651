const idNumber = /(?<!\d)\d{6}(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)/;
const studentNumber = /[GJLgjl]\d{17}[\dXx]/;

/**
 * Whether a text holds what looks like an ID number (six digits of a place, a date, four characters) or a student
 * number. Check digits are not looked at: a mistyped number is still somebody's.
 */
export function resemblesIdentityNumber(text: string): boolean {
  return idNumber.test(text) || studentNumber.test(text);
}
