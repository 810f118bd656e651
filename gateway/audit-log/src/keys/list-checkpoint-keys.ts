import { createPublicKey } from 'node:crypto';
import { verifierKey } from '../note/verifier-key.ts';
import type { StoredCheckpointKeys } from './stored-checkpoint-keys.ts';

export interface ListedCheckpointKey {
  readonly version: number;
  readonly createdAt: string;
  readonly state: 'current' | 'previous';
  /** What verifiers are given (C2SP signed-note); public. */
  readonly verifierKey: string;
}

/** The keys without their private parts, oldest first. */
export function listCheckpointKeys({ origin, keys }: StoredCheckpointKeys): readonly ListedCheckpointKey[] {
  return keys.map(({ version, createdAt, key: { kty, crv, x } }, index) => ({
    version,
    createdAt,
    state: index === keys.length - 1 ? 'current' : 'previous',
    verifierKey: verifierKey(origin, createPublicKey({ key: { kty, crv, x }, format: 'jwk' })),
  }));
}
