/** The port that a test gave its service. */
export function parsePort(env: NodeJS.ProcessEnv = process.env): number {
  return Number(env['TEST_PORT']);
}
