import type { StoredSubjectKey } from './stored-subject-keys.ts';

export interface EraseSubjectKeyOptions {
  readonly keys: readonly StoredSubjectKey[];
  readonly version: number;
  readonly now: Date;
}

/**
 * The keys without the secret of one version: nobody can tell any more whom the leaves under it are about. That cannot be
 * undone, save from a copy of the file.
 * Throws a `RangeError` in one line for a version that is not there, was erased, or is in use.
 */
export function eraseSubjectKey({ keys, version, now }: EraseSubjectKeyOptions): readonly StoredSubjectKey[] {
  const found = keys.find((key) => key.version === version);
  if (!found) throw new RangeError(`there is no version ${String(version)} of the audit key`);
  if (found.key === undefined) throw new RangeError(`version ${String(version)} of the audit key was erased`);
  if (found === keys.at(-1)) {
    throw new RangeError(`version ${String(version)} of the audit key is in use: rotate the key first`);
  }
  const erased: StoredSubjectKey = {
    version,
    createdAt: found.createdAt,
    erasedAt: now.toISOString(),
  };
  return keys.map((key) => (key === found ? erased : key));
}
