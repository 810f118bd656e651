/** What comes within the deadline; `undefined` where nothing does. What comes later is not waited for and not aborted. */
export async function withinDeadline<Value>(
  coming: Promise<Value>,
  deadline: AbortSignal,
): Promise<Value | undefined> {
  if (deadline.aborted) return undefined;
  const done = new AbortController();
  const passed = new Promise<undefined>((resolve) => {
    deadline.addEventListener(
      'abort',
      () => {
        resolve(undefined);
      },
      { once: true, signal: done.signal },
    );
  });
  try {
    return await Promise.race([coming, passed]);
  } finally {
    done.abort();
  }
}
