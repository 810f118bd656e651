/**
 * A trigger for work that must not overlap with itself: two reloads side by side could end with the older settings.
 * Triggered while the work runs, it runs once more afterwards, however often it was triggered.
 */
export function oneAtATime(work: () => Promise<void>): () => void {
  let running = false;
  let again = false;
  return () => {
    again = true;
    if (running) return;
    running = true;
    void (async () => {
      try {
        while (again) {
          again = false;
          await work();
        }
      } finally {
        running = false;
      }
    })();
  };
}
