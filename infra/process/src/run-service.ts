/** What a service gives back once it listens. */
export interface RunningService {
  close(): Promise<void>;
}

/**
 * Runs one service as a process of its own: starts it, tells a supervisor `ready`, and closes it cleanly on SIGTERM,
 * SIGINT, or when the supervisor disappears. A service that cannot start says why in one line and exits 1.
 */
export async function runService(start: () => Promise<RunningService>): Promise<void> {
  let service: RunningService;
  try {
    service = await start();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
  let closing = false;
  const stop = (): void => {
    if (closing) return;
    closing = true;
    void service.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.once('disconnect', stop);
  process.send?.('ready');
}
