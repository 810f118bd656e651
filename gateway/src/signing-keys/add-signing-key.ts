import { generateKeyPairSync } from 'node:crypto';
import { signingKeyStates } from './signing-key-states.ts';
import type { StoredSigningKey } from './stored-signing-keys.ts';

/** The keys with a new version behind them and without those that no token needs any more. */
export function addSigningKey(keys: readonly StoredSigningKey[], now: Date): readonly StoredSigningKey[] {
  const states = signingKeyStates(keys, now.getTime());
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '', d = '' } = privateKey.export({ format: 'jwk' });
  const added: StoredSigningKey = {
    version: (keys.at(-1)?.version ?? 0) + 1,
    key: { kty: 'EC', crv: 'P-256', x, y, d },
    createdAt: now.toISOString(),
  };
  return [...keys.filter((_key, index) => states[index] !== 'retired'), added];
}
