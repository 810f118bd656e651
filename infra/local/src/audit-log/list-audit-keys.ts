import { listCheckpointKeys, listSubjectKeys } from '@hearthgate/audit-log/administration';
import { readCheckpointKeyFile, readSubjectKeyFile } from './audit-key-files.ts';

export interface ListedAuditKey {
  /** As `keys rotate` takes it. */
  readonly key: 'signing/audit-log' | 'pseudonym/audit-log';
  readonly version: number;
  readonly state: 'current' | 'previous' | 'erased';
  /** ISO 8601. */
  readonly createdAt: string;
}

/** The audit log's keys with their versions, without the keys themselves. */
export function listAuditKeys(dataDir: string): ListedAuditKey[] {
  const signing = readCheckpointKeyFile(dataDir);
  const subjects = readSubjectKeyFile(dataDir);
  return [
    ...(signing ? listCheckpointKeys(signing) : []).map(({ version, state, createdAt }) => ({
      key: 'signing/audit-log' as const,
      version,
      state,
      createdAt,
    })),
    ...(subjects ? listSubjectKeys(subjects) : []).map(({ version, state, createdAt }) => ({
      key: 'pseudonym/audit-log' as const,
      version,
      state,
      createdAt,
    })),
  ];
}
