export interface GatewayDatabaseUrlOptions {
  /** Any connection string of the cluster; its host, port and parameters are kept. */
  readonly clusterUrl: string;
  /** Instead of the usual name. */
  readonly database?: string | undefined;
  readonly role: 'owner' | 'service';
  readonly password: string;
}

/** The connection string of one of the gateway database's roles; the service is called like the database. */
export function gatewayDatabaseUrl(options: GatewayDatabaseUrlOptions): string {
  const { database = 'hearthgate_gateway' } = options;
  const url = new URL(options.clusterUrl);
  url.pathname = `/${database}`;
  url.username = options.role === 'owner' ? `${database}_owner` : database;
  url.password = encodeURIComponent(options.password);
  return url.href;
}
