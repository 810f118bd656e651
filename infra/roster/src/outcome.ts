/** What became of a row of a roster. */
export const OUTCOMES = ['ANSWERED', 'NOT_ON_ROLL', 'INVALID_NUMBER'] as const;
export type Outcome = (typeof OUTCOMES)[number];
