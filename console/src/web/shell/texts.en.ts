export const en = {
  loading: 'Loading …',
  skipToContent: 'Skip to content',
  navigation: 'Pages',
  openNavigation: 'Open or close the list of pages',
  language: 'Language',
  appearance: 'Appearance',
  light: 'Light',
  dark: 'Dark',
  system: 'As the system',
  account: 'Account',
  sessionEnds: 'Session ends at {{time}} unless you go on',
  signOut: 'Sign out',
  signOutFailed: 'Signing out did not succeed. Try again, or close the browser.',
  signIn: 'Sign in',
  welcome: 'Console',
  welcomeLead:
    'Household status of students, answered by the agencies that hold the records. Nobody’s record leaves its agency.',
  forOfficers: 'Privacy officers: who asked for what, for which purpose, with proof',
  forSchools: 'Aid offices: which students of a roster may need aid',
  forAgencies:
    'Agencies: the register’s last import, who asked for its data, what the agreement lets through',
  signInNote: 'You sign in with your account of this system. What you do here is logged.',
  signInFailed: 'Signing in did not succeed',
  signInFailedAdvice:
    'It took too long, was interrupted, or this account has no role here. Sign in once more.',
  signInUnavailable: 'Sign-in does not answer',
  signInUnavailableAdvice:
    'The service that signs people in cannot be reached at the moment. Try again in a minute.',
  notForYou: 'This page is not for your account',
  notForYouAdvice: 'It belongs to another role. The pages of your own role are in the list of pages.',
  noSuchPage: 'There is no such page',
  noSuchPageAdvice: 'The address may be mistyped. The list of pages says what there is.',
  toStart: 'To the first page',
  noPages: 'There is no page for your role yet',
  noPagesAdvice:
    'Your account works with the commands and the interfaces of this system; the console has nothing for it.',
} as const;
