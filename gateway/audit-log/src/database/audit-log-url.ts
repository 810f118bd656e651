export interface AuditLogUrlOptions {
  /** Any connection string of the cluster; its host, port and parameters are kept. */
  readonly clusterUrl: string;
  /** Instead of the usual name. */
  readonly database?: string | undefined;
  readonly role: 'owner' | 'writer' | 'reader' | 'review';
  readonly password: string;
}

/** The connection string of one of the log's roles; the writer is called like the database. */
export function auditLogUrl(options: AuditLogUrlOptions): string {
  const { database = 'hearthgate_audit', role } = options;
  const url = new URL(options.clusterUrl);
  url.pathname = `/${database}`;
  url.username = role === 'writer' ? database : `${database}_${role}`;
  url.password = encodeURIComponent(options.password);
  return url.href;
}
