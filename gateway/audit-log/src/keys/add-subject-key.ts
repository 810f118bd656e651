import { randomBytes } from 'node:crypto';
import type { StoredSubjectKey } from './stored-subject-keys.ts';

/** The keys with a new one behind them, which is in use from then on. Older ones still find what was written under them. */
export function addSubjectKey(keys: readonly StoredSubjectKey[], now: Date): readonly StoredSubjectKey[] {
  const added: StoredSubjectKey = {
    version: (keys.at(-1)?.version ?? 0) + 1,
    key: randomBytes(32).toString('base64'),
    createdAt: now.toISOString(),
  };
  return [...keys, added];
}
