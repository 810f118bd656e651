import type { Person } from './person-of-claims.ts';

/** An access token for one purpose at one place, and when it ends. */
export interface HeldToken {
  readonly accessToken: string;
  readonly usableUntilMs: number;
}

/** What the console's server remembers of somebody who signed in. Nothing of it but the CSRF token reaches the browser. */
export interface Session {
  readonly person: Person;
  readonly csrfToken: string;
  readonly endsAtMs: number;
  lastUsedMs: number;
  /** Rotates with each use, so only one refresh is under way at a time: see `queue`. */
  refreshToken: string;
  readonly idToken: string;
  readonly accessTokens: Map<string, HeldToken>;
  /** Where the next use of the refresh token waits for the one before it. */
  queue: Promise<unknown>;
}
