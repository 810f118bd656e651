import type { ObserveAgencyCall } from './observe-agency-calls.ts';

/** Measures nothing. */
export const unobserved: ObserveAgencyCall = (_call, work) => work();
