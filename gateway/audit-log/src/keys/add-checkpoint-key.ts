import { generateKeyPairSync } from 'node:crypto';
import type { StoredCheckpointKey, StoredCheckpointKeys } from './stored-checkpoint-keys.ts';

/** The keys with a new one behind them, which signs from then on. Older ones stay: what they signed must verify. */
export function addCheckpointKey(stored: StoredCheckpointKeys, now: Date): StoredCheckpointKeys {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { x = '', d = '' } = privateKey.export({ format: 'jwk' });
  const added: StoredCheckpointKey = {
    version: (stored.keys.at(-1)?.version ?? 0) + 1,
    key: { kty: 'OKP', crv: 'Ed25519', x, d },
    createdAt: now.toISOString(),
  };
  return { origin: stored.origin, keys: [...stored.keys, added] };
}
