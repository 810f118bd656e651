import { randomBytes } from 'node:crypto';
import {
  addSubjectKey,
  newCheckpointKeys,
  provisionAuditLog,
  type ProvisionAuditLogOptions,
} from '@hearthgate/audit-log/administration';
import { withClient } from '@hearthgate/database';
import { dataDirPaths } from '../data-dir/data-dir-paths.ts';
import { LocalError } from '../errors.ts';
import {
  readCheckpointKeyFile,
  readSubjectKeyFile,
  writeCheckpointKeyFile,
  writeSubjectKeyFile,
} from './audit-key-files.ts';

export interface PrepareAuditLogOptions extends ProvisionAuditLogOptions {
  readonly dataDir: string;
  /** The log's database, as a role that can read its head. */
  readonly readerUrl: string;
  /** What a log that is made now is called in its checkpoints; a name that nobody else has, unless given. */
  readonly origin: string | undefined;
}

/**
 * The audit log's database and its first keys; safe at every start.
 *
 * Errors: `KEYS_LOST` when a log is there whose keys are not. New ones would hide that: nobody could be found in the
 * log any more, and its checkpoints would be another log's.
 */
export async function prepareAuditLog(options: PrepareAuditLogOptions): Promise<void> {
  const { dataDir, readerUrl, origin = `hearthgate.local/${randomBytes(4).toString('hex')}` } = options;
  await provisionAuditLog(options);
  const paths = dataDirPaths(dataDir);
  const missing = [
    readCheckpointKeyFile(dataDir) ? undefined : paths.checkpointKeys,
    readSubjectKeyFile(dataDir) ? undefined : paths.subjectKeys,
  ].filter((file) => file !== undefined);
  if (missing.length === 0) return;
  if (await holdsLeaves(readerUrl)) {
    throw new LocalError(
      'KEYS_LOST',
      missing.length === 1
        ? `${missing.join('')} is missing, but the audit log holds leaves made with it: restore it from a backup`
        : `${missing.join(' and ')} are missing, but the audit log holds leaves made with them: restore them from a backup`,
    );
  }
  const now = new Date();
  if (missing.includes(paths.checkpointKeys)) writeCheckpointKeyFile(dataDir, newCheckpointKeys(origin, now));
  if (missing.includes(paths.subjectKeys)) writeSubjectKeyFile(dataDir, addSubjectKey([], now));
}

function holdsLeaves(readerUrl: string): Promise<boolean> {
  return withClient(readerUrl, async (reader) => {
    const { rows } = await reader.query<{ held: boolean }>('select size > 0 as held from log.head');
    return rows[0]?.held === true;
  });
}
