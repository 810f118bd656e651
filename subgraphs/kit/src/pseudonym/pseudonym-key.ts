import type { KeyObject } from 'node:crypto';

/** A secret of one agency and of enrollment, the linking authority. */
export interface PseudonymKey {
  readonly version: number;
  readonly key: KeyObject;
}

/** Refs are given out under `current`; an agency also answers for `previous`. */
export interface PseudonymKeyRing {
  readonly current: PseudonymKey;
  readonly previous?: PseudonymKey;
}
