import { type SigningKeyState, signingKeyStates } from '@hearthgate/gateway/administration';
import { readSigningKeyFile } from './signing-key-file.ts';

export interface ListedSigningKey {
  /** As `keys rotate` takes it. */
  readonly key: 'signing/gateway';
  readonly version: number;
  /** `next` is published and signs within seconds; `previous` is published and no longer signs. */
  readonly state: SigningKeyState;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** The gateway's signing keys with their versions, without the keys themselves. Those that are of no use any more are not kept. */
export function listSigningKeys(dataDir: string): ListedSigningKey[] {
  const keys = readSigningKeyFile(dataDir) ?? [];
  const states = signingKeyStates(keys, Date.now());
  return keys.map(({ version, createdAt }, index) => ({
    key: 'signing/gateway',
    version,
    state: states[index] ?? 'retired',
    createdAt,
  }));
}
