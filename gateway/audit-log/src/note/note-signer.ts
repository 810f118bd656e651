import type { KeyObject } from 'node:crypto';

export interface NoteSigner {
  readonly name: string;
  /** Ed25519. */
  readonly privateKey: KeyObject;
}
