import { randomBytes } from 'node:crypto';
import type { StoredWrappingKey } from './stored-wrapping-keys.ts';

/** The keys with a new version behind them: new screenings are wrapped under it, those that are there stay under theirs. */
export function addWrappingKey(keys: readonly StoredWrappingKey[], now: Date): readonly StoredWrappingKey[] {
  return [
    ...keys,
    {
      version: (keys.at(-1)?.version ?? 0) + 1,
      key: randomBytes(32).toString('base64'),
      createdAt: now.toISOString(),
    },
  ];
}
