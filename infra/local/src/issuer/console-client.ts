/** The client that people sign in through; no client and no person may be called so. */
export const CONSOLE_CLIENT_ID = 'hearthgate-console';
