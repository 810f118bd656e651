export interface CliConfig {
  /** Print the stack of an error that nobody foresaw. */
  readonly debug: boolean;
}

/** The command line's own settings; what the commands work on is configured by `@hearthgate/local/config`. */
export function parseCliConfig(env: NodeJS.ProcessEnv = process.env): Readonly<CliConfig> {
  return Object.freeze({ debug: (env['HEARTHGATE_DEBUG'] ?? '') !== '' });
}
