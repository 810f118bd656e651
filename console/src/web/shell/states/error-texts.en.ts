export const en = {
  tryAgain: 'Try again',
  code: 'Code for your administrator:',
  signedOut: 'You are signed out',
  signedOutAdvice: 'The session has ended. Sign in again; the address of this page is kept.',
  forbidden: 'This is not open to your account',
  forbiddenAdvice:
    'Your role does not permit it. If you need it for your work, ask whoever manages accounts.',
  notFound: 'It is not there',
  notFoundAdvice: 'It may have been erased after its time, or the address is wrong. Go back to the list.',
  tooMany: 'Too many requests at the moment',
  tooManyAdvice: 'Wait a minute, then try again.',
  budget: 'Today’s number of students is used up',
  budgetAdvice:
    'Your account may ask about so many students a day. Go on tomorrow, or ask your administrator.',
  reload: 'This page is out of date',
  reloadAdvice: 'Reload the page, then do it once more.',
  unavailable: 'A service does not answer',
  unavailableAdvice: 'Nothing is lost. Try again in a minute; if it stays so, tell your administrator.',
  badInput: 'This could not be used',
  badInputAdvice: 'Check what you entered, then try again.',
  internal: 'Something went wrong',
  internalAdvice: 'It is not your doing. Try again; if it stays so, tell your administrator.',
} as const;
