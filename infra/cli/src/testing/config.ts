/** This process's environment without what npm, which may have started the test, and its user left in it. */
export function bareEnvironment(env: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const bare: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && !/^(npm_|hearthgate_)/i.test(name)) bare[name] = value;
  }
  return bare;
}
