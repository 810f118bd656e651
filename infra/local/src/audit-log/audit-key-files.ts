import {
  parseCheckpointKeys,
  parseSubjectKeys,
  type StoredCheckpointKeys,
  type StoredSubjectKey,
} from '@hearthgate/audit-log/administration';
import { writePrivateFile } from '../client-keys/write-private-file.ts';
import { dataDirPaths } from '../data-dir/data-dir-paths.ts';
import { readKeyFile } from '../data-dir/read-key-file.ts';

/** What the audit log's checkpoints are signed with; `undefined` before the first start. Throws `DATA_DIR_UNUSABLE`. */
export function readCheckpointKeyFile(dataDir: string): StoredCheckpointKeys | undefined {
  return readKeyFile(dataDirPaths(dataDir).checkpointKeys, parseCheckpointKeys);
}

/** What students stand in the audit log under; `undefined` before the first start. Throws `DATA_DIR_UNUSABLE`. */
export function readSubjectKeyFile(dataDir: string): readonly StoredSubjectKey[] | undefined {
  return readKeyFile(dataDirPaths(dataDir).subjectKeys, parseSubjectKeys);
}

export function writeCheckpointKeyFile(dataDir: string, keys: StoredCheckpointKeys): void {
  writePrivateFile(dataDirPaths(dataDir).checkpointKeys, `${JSON.stringify(keys, null, 2)}\n`);
}

export function writeSubjectKeyFile(dataDir: string, keys: readonly StoredSubjectKey[]): void {
  writePrivateFile(dataDirPaths(dataDir).subjectKeys, `${JSON.stringify(keys, null, 2)}\n`);
}
