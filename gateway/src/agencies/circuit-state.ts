/** Of the circuit before an agency: calls pass; all are spared it; one tries it. */
export const CIRCUIT_STATES = ['CLOSED', 'OPEN', 'HALF_OPEN'] as const;

export type CircuitStateName = (typeof CIRCUIT_STATES)[number];
