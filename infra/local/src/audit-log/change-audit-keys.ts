import { join } from 'node:path';
import { addCheckpointKey, addSubjectKey, eraseSubjectKey } from '@hearthgate/audit-log/administration';
import { acquireLock } from '../data-dir/acquire-lock.ts';
import { dataDirPaths } from '../data-dir/data-dir-paths.ts';
import { LocalError } from '../errors.ts';
import {
  readCheckpointKeyFile,
  readSubjectKeyFile,
  writeCheckpointKeyFile,
  writeSubjectKeyFile,
} from './audit-key-files.ts';

/**
 * Gives the audit log a new key for its checkpoints and returns its version. A running gateway signs with it within a
 * second; what older ones signed verifies under them. Errors: `KEYS_LOST`, `BUSY`, `DATA_DIR_UNUSABLE`.
 */
export function rotateCheckpointKey(dataDir: string): number {
  return changing(dataDir, () => {
    const stored = readCheckpointKeyFile(dataDir) ?? lost(dataDirPaths(dataDir).checkpointKeys);
    const keys = addCheckpointKey(stored, new Date());
    writeCheckpointKeyFile(dataDir, keys);
    return keys.keys.at(-1)?.version ?? 0;
  });
}

/**
 * Gives the audit log a new key for its students' pseudonyms and returns its version. Students are still found under
 * the older ones, until those are erased. Errors: `KEYS_LOST`, `BUSY`, `DATA_DIR_UNUSABLE`.
 */
export function rotateSubjectKey(dataDir: string): number {
  return changing(dataDir, () => {
    const stored = readSubjectKeyFile(dataDir) ?? lost(dataDirPaths(dataDir).subjectKeys);
    const keys = addSubjectKey(stored, new Date());
    writeSubjectKeyFile(dataDir, keys);
    return keys.at(-1)?.version ?? 0;
  });
}

/**
 * Erases a version of the key of the log's pseudonyms: whom the leaves under it are about can never be told again, and
 * the leaves verify as before. Errors: `UNKNOWN_KEY` for one that is not there, gone already, or in use; `KEYS_LOST`,
 * `BUSY`, `DATA_DIR_UNUSABLE`.
 */
export function eraseAuditSubjectKey(dataDir: string, version: number): void {
  changing(dataDir, () => {
    const keys = readSubjectKeyFile(dataDir) ?? lost(dataDirPaths(dataDir).subjectKeys);
    try {
      writeSubjectKeyFile(dataDir, eraseSubjectKey({ keys, version, now: new Date() }));
    } catch (error) {
      if (error instanceof RangeError) throw new LocalError('UNKNOWN_KEY', error.message, { cause: error });
      throw error;
    }
  });
}

function lost(file: string): never {
  throw new LocalError('KEYS_LOST', `${file} is missing: restore it from a backup`);
}

function changing<Result>(dataDir: string, change: () => Result): Result {
  const lock = acquireLock({
    file: join(dataDirPaths(dataDir).registerLocks, 'audit-log-keys'),
    refusal: (pid) =>
      new LocalError('BUSY', `the audit log's keys are being changed by process ${String(pid)}: try again`),
  });
  try {
    return change();
  } finally {
    lock.release();
  }
}
