const advice: Readonly<Record<string, string>> = {
  UNAUTHENTICATED: 'it does not take this token; see "hearthgate client list" and "hearthgate doctor"',
  PURPOSE_NOT_PERMITTED: "choose a --purpose that the client's role may use, or another --client",
  FIELD_NOT_PERMITTED: 'an agreement withholds this; choose another --purpose',
  DOCUMENT_NOT_TRUSTED: 'it knows other documents than this command: run both at one version',
  SUBJECT_BUDGET_EXHAUSTED: 'screen again tomorrow, or register the client with another --subjects-per-day',
  RATE_LIMITED: 'screen again later, or register the client with another --requests-per-second',
  AUDIT_UNAVAILABLE: 'its audit log cannot be written; see "hearthgate doctor", then screen again',
  ISSUER_UNAVAILABLE: 'it cannot reach the issuer; see "hearthgate doctor", then screen again',
  OVERLOADED: 'it has too much to do; screen again later',
  SCREENING_LIMIT_EXCEEDED:
    'it has too many screenings of this client; wait for them, or end some with --cancel',
  SCREENING_EXPIRED: 'its results were erased when their time was over; screen again',
  SCREENING_UNAVAILABLE:
    'its screenings cannot be read or written; see "hearthgate doctor", then give the same command again',
  REQUEST_TOO_LARGE: 'the roster is larger than it takes; split it',
};

/** What whoever screens can do about an error code of the gateway. */
export function refusalAdvice(code: string): string {
  return advice[code] ?? 'see "hearthgate doctor" and the gateway\'s log';
}
