import type { StoredSubjectKey } from './stored-subject-keys.ts';

export interface ListedSubjectKey {
  readonly version: number;
  readonly createdAt: string;
  readonly state: 'current' | 'previous' | 'erased';
  readonly erasedAt: string | undefined;
}

/** The keys without their secrets, oldest first. */
export function listSubjectKeys(keys: readonly StoredSubjectKey[]): readonly ListedSubjectKey[] {
  return keys.map(({ version, key, createdAt, erasedAt }, index) => ({
    version,
    createdAt,
    state: key === undefined ? 'erased' : index === keys.length - 1 ? 'current' : 'previous',
    erasedAt,
  }));
}
