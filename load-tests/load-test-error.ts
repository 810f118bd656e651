/** What keeps a measurement from being made; its message is one line that says what to do. */
export class LoadTestError extends Error {
  override name = 'LoadTestError';
}
