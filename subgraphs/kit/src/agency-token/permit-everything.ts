import type { Permits } from './permits.ts';

/** Stands where an agency's own agreement will: refuses nothing that the token covers. */
export const permitEverything: Permits = () => ({ permitted: true });
