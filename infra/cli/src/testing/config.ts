/** This process's environment without what npm, which may have started the test, and its user left in it. */
export function bareEnvironment(env: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const bare: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && !/^(npm_|hearthgate_)/i.test(name)) bare[name] = value;
  }
  return bare;
}

/** Runs `work` with this environment in place of the process's own. */
export async function withEnvironment<Result>(
  environment: Readonly<Record<string, string>>,
  work: () => Promise<Result>,
): Promise<Result> {
  const before = { ...process.env };
  const become = (variables: NodeJS.ProcessEnv): void => {
    for (const name of Object.keys(process.env))
      if (!(name in variables)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, variables);
  };
  become(environment);
  try {
    return await work();
  } finally {
    become(before);
  }
}
