import {
  listCheckpointKeys,
  type LogVerdict,
  verifyLog,
  type VerifyLogOptions,
} from '@hearthgate/audit-log/administration';
import { databaseUrls } from '../data-dir/database-urls.ts';
import { dataDirPaths } from '../data-dir/data-dir-paths.ts';
import { LocalError } from '../errors.ts';
import { readCheckpointKeyFile } from './audit-key-files.ts';

export interface VerifyAuditLogOptions extends Pick<VerifyLogOptions, 'keptCheckpoint' | 'onProgress'> {
  readonly dataDir: string;
}

/**
 * Verifies an installation's audit log straight from its tables (`verifyLog`); its gateway need not run, its Postgres must.
 *
 * Errors: `NOT_RUNNING`, `KEYS_LOST`, `DATA_DIR_UNUSABLE`; `LOG_UNREADABLE` where the database does not answer.
 */
export async function verifyAuditLog({ dataDir, ...options }: VerifyAuditLogOptions): Promise<LogVerdict> {
  const keys = readCheckpointKeyFile(dataDir);
  const readerUrl = databaseUrls(dataDir).auditReader();
  if (!keys) {
    throw new LocalError(
      'KEYS_LOST',
      `${dataDirPaths(dataDir).checkpointKeys} is missing: restore it from a backup`,
    );
  }
  try {
    return await verifyLog({
      ...options,
      readerUrl,
      origin: keys.origin,
      verifierKeys: listCheckpointKeys(keys).map(({ verifierKey }) => verifierKey),
    });
  } catch (cause) {
    throw new LocalError(
      'LOG_UNREADABLE',
      'the audit log’s tables cannot be read: see "hearthgate doctor" and postgres.log',
      { cause },
    );
  }
}
