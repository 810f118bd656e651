import { createSecretKey } from 'node:crypto';
import type { Pseudonyms } from '../leaf/to-leaf.ts';
import { hmacSha256 } from './hmac-sha256.ts';
import { parseSubjectKeys } from './stored-subject-keys.ts';

export interface SubjectKeys {
  /** Under the newest key. */
  readonly current: Pseudonyms;
  /** Under every key that was not erased, newest first. */
  readonly all: readonly Pseudonyms[];
  /** How many were erased. */
  readonly erased: number;
}

/**
 * The keys of student pseudonyms from the text of their file: base64url of HMAC-SHA-256(key, student number), cut to 16
 * bytes. Throws one line that repeats nothing of the text.
 */
export function loadSubjectKeys(text: string): SubjectKeys {
  const stored = parseSubjectKeys(text);
  const all = stored.flatMap(({ version, key }) =>
    key === undefined ? [] : [pseudonymsUnder(version, key)],
  );
  all.reverse();
  const [current] = all;
  if (!current) throw new Error('it holds no key');
  return { current, all, erased: stored.length - all.length };
}

function pseudonymsUnder(version: number, base64: string): Pseudonyms {
  const hmac = hmacSha256(createSecretKey(base64, 'base64'));
  return {
    version,
    pseudonymOf: (studentNumber) =>
      Buffer.from(hmac(studentNumber).slice(0, 16), 'latin1').toString('base64url'),
  };
}
