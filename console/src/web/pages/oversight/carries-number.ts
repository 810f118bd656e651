/** Whether a text holds a run of digits as long as a person's number, as the gateway looks at it: here only to say so sooner. */
export function carriesNumber(text: string): boolean {
  return /\p{Nd}{11}/u.test(text.normalize('NFKC').replaceAll(/[\s\p{Pd}.]/gu, ''));
}
