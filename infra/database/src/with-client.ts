import pg from 'pg';

/** Runs `use` on a connection of its own and closes it, whatever happens. */
export async function withClient<Result>(
  url: string,
  use: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  // A connection that breaks between two statements is reported as an event, which would end the process; the next
  // statement fails as well, and that is the error the caller sees.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
