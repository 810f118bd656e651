/** Takes up changed agreements at SIGHUP, as `hearthgate policy reload` sends it; a broken one is told and changes nothing. */
export function reloadOnSignal(reload: () => Promise<void>): void {
  process.on('SIGHUP', () => {
    void reload().catch((error: unknown) => {
      const problem = error instanceof Error ? error.message : 'unknown';
      process.stderr.write(`${JSON.stringify({ level: 'error', policiesKept: problem })}\n`);
    });
  });
}
