import { createHmac, createSecretKey } from 'node:crypto';
import type { Pseudonyms } from '../leaf/to-leaf.ts';
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
  // A KeyObject is prepared once; bytes as key cost six times as much at every call.
  const key = createSecretKey(base64, 'base64');
  return {
    version,
    pseudonymOf: (studentNumber) =>
      createHmac('sha256', key).update(studentNumber).digest().subarray(0, 16).toString('base64url'),
  };
}
