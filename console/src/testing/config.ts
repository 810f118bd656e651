/** Where the tests' browser is, if told: an executable of Chromium or Chrome. */
export function chromiumPath(env: NodeJS.ProcessEnv = process.env): string | undefined {
  return env['CHROMIUM_PATH'];
}

/** A console that runs already, for whoever works on a page: its data directory. */
export function runningDataDir(env: NodeJS.ProcessEnv = process.env): string | undefined {
  return env['HEARTHGATE_TEST_DATA_DIR'];
}
