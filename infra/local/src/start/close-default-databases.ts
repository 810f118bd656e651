import pg from 'pg';

/**
 * Postgres lets every role connect to its own two databases. In the cluster that is ours nobody but the superuser needs
 * to; another's cluster is left as its owner keeps it. Safe at every start.
 */
export async function closeDefaultDatabases(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query('revoke connect, temporary on database postgres, template1 from public');
  } finally {
    await client.end();
  }
}
